'use client';

import { CircleCheck, TriangleAlert } from 'lucide-react';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';
import { bannerContrast, isColour } from './banner-contrast.ts';
import { positionWords, schemeWords } from './consent-words.ts';
import { SettingsSection, useSettings } from './settings-context.tsx';

const positions = optionsOf(positionWords);
const schemes = optionsOf(schemeWords);

/** How the banner looks. Nobody is asked again for it. */
export function SectionLook() {
  const { settings, change, problems } = useSettings();
  const { theme } = settings;
  const known = isColour(theme.brand);
  const setTheme = (part: Partial<typeof theme>) => change({ theme: { ...theme, ...part } });
  return (
    <SettingsSection
      title="Look"
      description="Yes and no are the same button in the same colour, whatever is chosen here."
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Brand colour" error={problems['theme.brand']} className="sm:col-span-2 sm:max-w-60">
          <span className="flex gap-2">
            <Input
              value={theme.brand}
              maxLength={7}
              autoComplete="off"
              spellCheck={false}
              className="min-w-0 font-mono"
              onChange={(event) => setTheme({ brand: event.currentTarget.value.trim() })}
            />
            <input
              type="color"
              aria-label="Pick the brand colour"
              value={known ? theme.brand.toLowerCase() : '#000000'}
              onChange={(event) => setTheme({ brand: event.currentTarget.value })}
              className="control h-8 w-11 shrink-0 cursor-pointer p-1"
            />
          </span>
        </Field>
        <Field label="Place">
          <Select
            value={theme.position}
            options={positions}
            onValueChange={(value) => setTheme({ position: keyOf(positionWords, value) ?? theme.position })}
          />
        </Field>
        <Field label="Light or dark">
          <Select
            value={theme.scheme}
            options={schemes}
            onValueChange={(value) => setTheme({ scheme: keyOf(schemeWords, value) ?? theme.scheme })}
          />
        </Field>
      </div>
      {known ? <Contrast brand={theme.brand} scheme={theme.scheme} /> : null}
    </SettingsSection>
  );
}

function Contrast(theme: Parameters<typeof bannerContrast>[0]) {
  return (
    <ul aria-label="Contrast of the brand colour" className="grid gap-2 text-sm sm:grid-cols-2">
      {bannerContrast(theme).map(({ scheme, surface, accent, ink, ratio, adjusted }) => (
        <li key={scheme} className="flex items-center gap-3 rounded-md border border-line p-2.5">
          <span aria-hidden="true" style={{ backgroundColor: surface }} className="rounded-sm border border-line p-1.5">
            <span
              style={{ backgroundColor: accent, color: ink }}
              className="grid h-7 w-12 place-items-center rounded-sm text-xs font-semibold"
            >
              Aa
            </span>
          </span>
          <span className="min-w-0">
            <span className="flex items-center gap-1.5 text-ink">
              {adjusted ? (
                <TriangleAlert aria-hidden="true" className="size-4 shrink-0 text-warn-ink" />
              ) : (
                <CircleCheck aria-hidden="true" className="size-4 shrink-0 text-ok" />
              )}
              {ratio.toFixed(1)} : 1, {scheme}
            </span>
            <span className="block text-xs text-ink-3">
              {adjusted ? (
                <>
                  Below 4.5 : 1. The banner takes <span className="font-mono">{accent}</span>.
                </>
              ) : (
                'Read well.'
              )}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

function optionsOf(words: Readonly<Record<string, string>>) {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}

function keyOf<Name extends string>(words: Readonly<Record<Name, string>>, value: string): Name | undefined {
  return (Object.keys(words) as Name[]).find((name) => name === value);
}
