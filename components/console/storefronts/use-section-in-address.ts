'use client';

import { useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { type EditorSection, isEditorSection } from './editor-sections.ts';

/**
 * The section that is open, kept in the address, so that loading the page again comes back to it. In its query: what stands
 * behind `#` is unknown to the router, which then takes the page's own answers for a step to another page.
 */
export function useSectionInAddress(): readonly [EditorSection, (section: EditorSection) => void] {
  const named = useSearchParams().get('section') ?? '';
  const [section, setSection] = useState<EditorSection>(isEditorSection(named) ? named : 'text');
  return [
    section,
    (next) => {
      setSection(next);
      window.history.replaceState(null, '', `?section=${next}`);
    },
  ];
}
