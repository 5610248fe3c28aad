'use client';

import { useEffect, useState } from 'react';
import { type EditorSection, isEditorSection } from './editor-sections.ts';

/** The section that is open, kept in the address's fragment, so that loading the page again comes back to it. */
export function useSectionInAddress(): readonly [EditorSection, (section: EditorSection) => void] {
  const [section, setSection] = useState<EditorSection>('text');

  useEffect(() => {
    const named = location.hash.slice(1);
    if (isEditorSection(named)) setSection(named);
  }, []);

  return [
    section,
    (next) => {
      setSection(next);
      window.history.replaceState(window.history.state, '', `#${next}`);
    },
  ];
}
