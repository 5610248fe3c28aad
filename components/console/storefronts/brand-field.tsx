'use client';

import { CircleAlert, CircleCheck } from 'lucide-react';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { type ContrastCheck, contrastChecks, contrastMin, isColour } from './brand-contrast.ts';
import { useEditor } from './editor-context.tsx';

/** The brand colour, typed or picked, and how well it is read. */
export function BrandField({ value, onColour }: { value: string; onColour: (colour: string) => void }) {
  const { content, problems, locked } = useEditor();
  const known = isColour(value);
  return (
    <div className="grid gap-3">
      <div className="flex items-start gap-2">
        <Field
          label="Brand colour"
          hint="Buttons and links take it. The consent banner begins with it, and can be given another."
          error={problems['theme.brand']}
          className="flex-1"
        >
          <Input
            value={value}
            maxLength={7}
            autoComplete="off"
            spellCheck={false}
            readOnly={locked !== undefined}
            className="font-mono"
            onChange={(event) => onColour(event.currentTarget.value.trim())}
          />
        </Field>
        <input
          type="color"
          aria-label="Pick the brand colour"
          value={known ? value.toLowerCase() : '#000000'}
          disabled={locked !== undefined}
          onChange={(event) => onColour(event.currentTarget.value)}
          className="control mt-6.5 h-8 w-12 cursor-pointer p-1"
        />
      </div>
      {known ? <Checks checks={contrastChecks(value, content.theme.scheme)} /> : null}
    </div>
  );
}

function Checks({ checks }: { checks: readonly ContrastCheck[] }) {
  return (
    <ul
      aria-label="Contrast of the brand colour"
      className="grid gap-2 rounded-md border border-line bg-sunken p-3 text-sm"
    >
      {checks.map(({ what, ratio, passes, instead, ink, paper }) => (
        <li key={what} className="flex items-center gap-3">
          <span
            aria-hidden="true"
            style={{ backgroundColor: paper }}
            className="grid h-7 w-10 shrink-0 content-center gap-1 rounded-xs border border-line-strong px-1.5"
          >
            <span style={{ backgroundColor: ink }} className="h-1 w-full rounded-full" />
            <span style={{ backgroundColor: ink }} className="h-1 w-2/3 rounded-full" />
          </span>
          <span className="min-w-0 flex-1">
            <span className="block text-ink">{what}</span>
            {instead === null ? null : (
              <span className="flex flex-wrap items-center gap-1 text-xs text-ink-3">
                There the page takes
                <span aria-hidden="true" style={{ backgroundColor: instead }} className="size-3 rounded-xs" />
                <span className="font-mono">{instead}</span>
              </span>
            )}
          </span>
          <span className="flex shrink-0 items-center gap-1.5 tabular-nums">
            <span className="text-ink-2">{ratio.toFixed(1)} : 1</span>
            {passes ? (
              <CircleCheck aria-hidden="true" className="size-4 text-ok" />
            ) : (
              <CircleAlert aria-hidden="true" className="size-4 text-warn-ink" />
            )}
            <span className="sr-only">{passes ? 'passes' : `is below ${contrastMin} : 1`}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
