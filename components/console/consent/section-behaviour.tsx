'use client';

import { Checkbox } from '../../ui/checkbox.tsx';
import { Field, FieldGroup } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Switch } from '../../ui/switch.tsx';
import { categoryWords } from './consent-words.ts';
import { SettingsSection, useSettings } from './settings-context.tsx';

/** What the banner does, and where it leads. */
export function SectionBehaviour({ slug }: { slug: string }) {
  const { settings, change, problems } = useSettings();
  const { categories, gpc, consentMode, askAgainDays, privacyUrl, imprintUrl } = settings;
  const days = Number.isFinite(askAgainDays) ? String(askAgainDays) : '';
  return (
    <SettingsSection title="Behaviour" description="What the banner heeds, when it asks again, and where it leads.">
      <Switch
        label="Google Consent Mode v2"
        hint="Google’s programs are told no before anybody was asked, and of each choice afterwards. Says nothing where there are none."
        checked={consentMode}
        onChange={(event) => change({ consentMode: event.currentTarget.checked })}
      />
      <FieldGroup
        legend="Global Privacy Control is a no to"
        hint="A browser that sends it has said no, and its visitor is not asked for that. Whoever chooses otherwise later has chosen."
        error={problems.gpc}
      >
        <div className="flex flex-wrap gap-x-5 gap-y-2">
          {categories.map((name) => (
            <Checkbox
              key={name}
              label={categoryWords[name].title}
              checked={gpc.includes(name)}
              onChange={(event) =>
                change({
                  gpc: categories.filter((each) => (each === name ? event.currentTarget.checked : gpc.includes(each))),
                })
              }
            />
          ))}
        </div>
      </FieldGroup>
      <Field
        label="Ask again after"
        hint="From 1 to 365 days. Another policy asks again at once."
        error={problems.askAgainDays}
        className="sm:max-w-60"
      >
        <Input
          type="number"
          inputMode="numeric"
          min={1}
          max={365}
          value={days}
          trail="days"
          onChange={(event) => change({ askAgainDays: event.currentTarget.valueAsNumber })}
        />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Privacy policy" optional error={problems.privacyUrl}>
          <Input
            type="url"
            value={privacyUrl ?? ''}
            placeholder={`/s/${slug}/privacy`}
            maxLength={500}
            onChange={(event) => change({ privacyUrl: event.currentTarget.value || null })}
          />
        </Field>
        <Field label="Imprint" optional error={problems.imprintUrl}>
          <Input
            type="url"
            value={imprintUrl ?? ''}
            placeholder={`/s/${slug}/imprint`}
            maxLength={500}
            onChange={(event) => change({ imprintUrl: event.currentTarget.value || null })}
          />
        </Field>
      </div>
    </SettingsSection>
  );
}
