'use client';

import { type ConsentLanguage, consentLanguages } from '#lib/consent/categories.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { FieldError } from '../../ui/field.tsx';
import { languageWords } from './consent-words.ts';
import { SettingsSection, useSettings } from './settings-context.tsx';

const byName = [...consentLanguages].sort((one, other) => languageWords(one).localeCompare(languageWords(other), 'en'));

/** In which languages visitors are asked. */
export function SectionLanguages() {
  const { settings, change, problems, refusal } = useSettings();
  const { languages, texts } = settings;

  function offer(next: readonly ConsentLanguage[]) {
    const kept = Object.entries(texts).filter(([language]) => next.some((each) => each === language));
    change({ languages: consentLanguages.filter((each) => next.includes(each)), texts: Object.fromEntries(kept) });
  }

  return (
    <SettingsSection
      title="Languages"
      description="A visitor is asked in the page’s language where it is offered, else in the first of the browser’s that is, else in English."
    >
      <ul className="grid grid-cols-2 gap-x-4 gap-y-2 sm:grid-cols-3">
        {byName.map((language) => (
          <li key={language}>
            <Checkbox
              label={languageWords(language)}
              checked={languages.includes(language)}
              onChange={(event) =>
                offer(
                  event.currentTarget.checked
                    ? [...languages, language]
                    : languages.filter((each) => each !== language),
                )
              }
            />
          </li>
        ))}
      </ul>
      <FieldError id="languages-error" error={problems.languages} />
      {refusal === undefined ? (
        <div className="flex flex-wrap gap-2">
          <Button size="sm" onClick={() => offer(consentLanguages)}>
            All {consentLanguages.length}
          </Button>
          <Button size="sm" onClick={() => offer(['en'])}>
            English alone
          </Button>
        </div>
      ) : null}
    </SettingsSection>
  );
}
