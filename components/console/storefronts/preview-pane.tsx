'use client';

import { Monitor, Smartphone } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { cn } from '../../ui/cn.ts';
import { Select } from '../../ui/select.tsx';
import { useEditor } from './editor-context.tsx';
import { type EditorSection, type PreviewPage, previewOf } from './editor-sections.ts';
import { PreviewFrame } from './preview-frame.tsx';

const pages: readonly { readonly value: PreviewPage; readonly label: string }[] = [
  { value: 'home', label: 'Page' },
  { value: 'privacy', label: 'Privacy' },
  { value: 'imprint', label: 'Imprint' },
];

const widths = {
  phone: { px: 390, label: 'Phone', Icon: Smartphone },
  desktop: { px: 1280, label: 'Desktop', Icon: Monitor },
} as const;

type Width = keyof typeof widths;

/** The storefront as visitors would see what is being edited, beside the editor. */
export function PreviewPane({ section }: { section: EditorSection }) {
  const { content } = useEditor();
  const [width, setWidth] = useState<Width>('desktop');
  useEffect(() => {
    if (window.matchMedia('(max-width: 40rem)').matches) setWidth('phone');
  }, []);
  // A page that somebody turned to stays until they turn to another section.
  const [turned, setTurned] = useState<{ readonly section: EditorSection; readonly page: PreviewPage } | null>(null);
  const { page: ofSection, anchor } = previewOf(section);
  const page = turned?.section === section ? turned.page : ofSection;
  return (
    <section
      aria-label="Preview"
      className="flex h-[70dvh] min-h-96 min-w-0 flex-col overflow-clip rounded-lg border border-line bg-sunken shadow-xs xl:sticky xl:top-[calc(var(--sticky-top)+1rem)] xl:h-[calc(100dvh-19.5rem)]"
    >
      <div className="flex items-center gap-2 border-b border-line bg-raised px-3 py-2">
        <Select
          aria-label="Page shown"
          size="sm"
          className="w-28"
          options={pages}
          value={page}
          onValueChange={(next) => {
            const found = pages.find(({ value }) => value === next);
            if (found) setTurned({ section, page: found.value });
          }}
        />
        <span className="flex-1" />
        <WidthSwitch value={width} onWidth={setWidth} />
      </div>
      <PreviewFrame {...{ content, page }} anchor={page === 'home' ? anchor : 'top'} widthPx={widths[width].px} />
    </section>
  );
}

function WidthSwitch({ value, onWidth }: { value: Width; onWidth: (width: Width) => void }) {
  const name = useId();
  return (
    <fieldset className="flex rounded-sm border border-line-strong bg-sunken p-0.5">
      <legend className="sr-only">Width of the preview</legend>
      {(Object.keys(widths) as Width[]).map((key) => {
        const { label, Icon } = widths[key];
        return (
          <label
            key={key}
            title={label}
            className={cn(
              'relative grid h-6 w-8 cursor-pointer place-items-center rounded-xs text-ink-3 hover:text-ink has-focus-visible:outline-2 has-focus-visible:outline-focus',
              key === value && 'bg-raised text-ink shadow-xs',
            )}
          >
            <input
              type="radio"
              name={name}
              checked={key === value}
              onChange={() => onWidth(key)}
              className="absolute inset-0 cursor-pointer opacity-0"
            />
            <Icon aria-hidden="true" className="size-4" />
            <span className="sr-only">{label}</span>
          </label>
        );
      })}
    </fieldset>
  );
}
