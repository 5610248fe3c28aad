'use client';

import { RotateCcw } from 'lucide-react';
import type { ConsentLanguage } from '#lib/consent/categories.ts';
import { Field } from '../../ui/field.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Input } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';
import { Textarea } from '../../ui/textarea.tsx';
import { languageWords } from './consent-words.ts';
import { SettingsSection, useSettings } from './settings-context.tsx';
import { ownCount, ownText, type TextField, textGroups, usualText, withText } from './text-fields.ts';

interface SectionTextsProps {
  language: ConsentLanguage;
  setLanguage: (language: ConsentLanguage) => void;
}

/** An organisation's own words in place of the usual ones, language by language. */
export function SectionTexts({ language, setLanguage }: SectionTextsProps) {
  const { settings, problems } = useSettings();
  const { languages, texts } = settings;
  const all = textGroups.flatMap(({ fields }) => fields);
  return (
    <SettingsSection
      title="Words"
      description="The usual words stand in grey and need no work. Your own take their place; empty a field and the usual ones are back."
    >
      <Field label="Language of these words" className="sm:max-w-60">
        <Select
          value={language}
          onValueChange={(next) => {
            const found = languages.find((each) => each === next);
            if (found !== undefined) setLanguage(found);
          }}
          options={languages.map((each) => {
            const count = ownCount(texts, each, all);
            return { value: each, label: count === 0 ? languageWords(each) : `${languageWords(each)} (${count} own)` };
          })}
        />
      </Field>
      {textGroups.map(({ title, fields }, index) => {
        const count = ownCount(texts, language, fields);
        const troubled = fields.some(({ path }) => problems[`texts.${language}.${path}`] !== undefined);
        return (
          <details key={title} open={index === 0 || troubled || undefined} className="rounded-md border border-line">
            <summary className="cursor-pointer px-3 py-2 text-sm font-medium text-ink">
              {title}
              {count === 0 ? null : <span className="ml-2 text-xs font-normal text-ink-3">{count} own</span>}
            </summary>
            <div className="grid gap-3.5 border-t border-line px-3 py-3">
              {fields.map((field) => (
                <Words key={`${language} ${field.path}`} {...{ language, field }} />
              ))}
            </div>
          </details>
        );
      })}
    </SettingsSection>
  );
}

function Words({ language, field }: { language: ConsentLanguage; field: TextField }) {
  const { settings, change, problems } = useSettings();
  const own = ownText(settings.texts, language, field.path);
  const say = (words: string) => change({ texts: withText(settings.texts, language, field.path, words) });
  const shared = {
    lang: language,
    value: own,
    placeholder: usualText(language, field.path),
    onChange: (event: { currentTarget: { value: string } }) => say(event.currentTarget.value),
  };
  return (
    <div className="flex items-start gap-1.5">
      <Field
        label={field.label}
        hint={field.hint}
        error={problems[`texts.${language}.${field.path}`]}
        className="flex-1"
      >
        {field.long ? <Textarea {...shared} rows={2} /> : <Input {...shared} />}
      </Field>
      <IconButton
        label={`Usual words: ${field.label}`}
        size="md"
        className={own === '' ? 'invisible mt-6.5' : 'mt-6.5'}
        onClick={() => say('')}
      >
        <RotateCcw aria-hidden="true" />
      </IconButton>
    </div>
  );
}
