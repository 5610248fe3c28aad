'use client';

import { createContext, type ReactNode, use } from 'react';
import type { Settings } from './consent-types.ts';
import type { Problems } from './settings-problems.ts';

/** What the sections of the form share. */
export interface SettingsForm {
  /** As they are being edited. */
  readonly settings: Settings;
  change(part: Partial<Settings>): void;
  /** By path, once saving was tried. */
  readonly problems: Problems;
  /** Why the reader can change nothing; undefined when they can. */
  readonly refusal: string | undefined;
}

const SettingsContext = createContext<SettingsForm | null>(null);

export function SettingsProvider({ form, children }: { form: SettingsForm; children: ReactNode }) {
  return <SettingsContext value={form}>{children}</SettingsContext>;
}

/** The form that the component stands in. */
export function useSettings(): SettingsForm {
  const form = use(SettingsContext);
  if (form === null) throw new Error('outside of the consent settings');
  return form;
}

/** A titled part of the form. Whoever may change nothing reads it all the same. */
export function SettingsSection({
  title,
  description,
  children,
}: {
  title: string;
  description: ReactNode;
  children: ReactNode;
}) {
  const { refusal } = useSettings();
  return (
    <section className="min-w-0 rounded-lg border border-line bg-raised px-4 py-4 shadow-xs sm:px-5">
      <h2 className="text-base font-semibold text-ink">{title}</h2>
      <p className="mt-0.5 max-w-prose text-sm text-ink-3">{description}</p>
      <fieldset disabled={refusal !== undefined} className="mt-4 grid min-w-0 gap-4">
        <legend className="sr-only">{title}</legend>
        {children}
      </fieldset>
    </section>
  );
}
