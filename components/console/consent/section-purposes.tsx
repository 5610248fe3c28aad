'use client';

import { askedCategories } from '#lib/consent/categories.ts';
import { FieldError } from '../../ui/field.tsx';
import { Switch } from '../../ui/switch.tsx';
import { categoryWords } from './consent-words.ts';
import { SettingsSection, useSettings } from './settings-context.tsx';

/** What visitors are asked for. */
export function SectionPurposes() {
  const { settings, change, problems } = useSettings();
  const { categories, services, gpc } = settings;

  function ask(name: (typeof askedCategories)[number], asked: boolean) {
    const next = askedCategories.filter((each) => (each === name ? asked : categories.includes(each)));
    // What is not asked for has no wish of the browser's either; what is new is a no for those who send it.
    const heeded = asked && gpc.length > 0 ? [...gpc, name] : gpc;
    change({ categories: next, gpc: next.filter((each) => heeded.includes(each)) });
  }

  return (
    <SettingsSection
      title="Purposes"
      description="Visitors say yes or no to each. Necessary is not asked for: it is always on, and no program of others belongs to it."
    >
      <ul className="grid gap-3">
        {askedCategories.map((name) => {
          const held = services.filter(({ category }) => category === name).length;
          const asked = categories.includes(name);
          return (
            <li key={name} className="rounded-md border border-line px-3 py-2.5">
              <Switch
                label={categoryWords[name].title}
                hint={
                  <>
                    {categoryWords[name].hint} {servicesWords(held)}
                  </>
                }
                checked={asked}
                onChange={(event) => ask(name, event.currentTarget.checked)}
              />
              {!asked && held > 0 ? (
                <p className="mt-2 text-xs font-medium text-warn-ink">
                  Give {held === 1 ? 'its service' : `its ${held} services`} another purpose, or remove{' '}
                  {held === 1 ? 'it' : 'them'}.
                </p>
              ) : null}
            </li>
          );
        })}
      </ul>
      <FieldError id="categories-error" error={problems.categories} />
    </SettingsSection>
  );
}

function servicesWords(count: number): string {
  if (count === 0) return 'No service yet.';
  return count === 1 ? '1 service.' : `${count} services.`;
}
