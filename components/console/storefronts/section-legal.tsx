'use client';

import { useState } from 'react';
import type { StorefrontContentOf } from '#lib/storefronts/content.ts';
import { FieldGroup } from '../../ui/field.tsx';
import { Radio } from '../../ui/radio.tsx';
import { useEditor } from './editor-context.tsx';
import { LineField, LinesField, orNull } from './editor-fields.tsx';
import { MarkupHelp } from './markup-help.tsx';
import { SectionGroup } from './section-frame.tsx';

/** What the law wants said: privacy and imprint. */
export function LegalSection() {
  return (
    <>
      <PrivacyGroup />
      <ImprintGroup />
    </>
  );
}

function PrivacyGroup() {
  const { content, change, locked } = useEditor();
  const [own, setOwn] = useState(content.privacyMarkup !== '');
  return (
    <SectionGroup title="Privacy" description="Linked at the foot of every page and in the consent banner.">
      <FieldGroup legend="Text">
        <Radio
          name="privacy-text"
          label="Made from what the storefront does"
          hint="The form, the services and their cookies, how long what is kept. It changes when the storefront does."
          checked={!own}
          disabled={locked !== undefined}
          onChange={() => {
            setOwn(false);
            change((now) => ({ ...now, privacyMarkup: '' }));
          }}
        />
        <Radio
          name="privacy-text"
          label="Our own"
          hint="Yours to keep right. It takes the place of the made one."
          checked={own}
          disabled={locked !== undefined}
          onChange={() => setOwn(true)}
        />
      </FieldGroup>
      {own ? (
        <>
          <LinesField
            path="privacyMarkup"
            label="Privacy text"
            rows={10}
            charsMax={40_000}
            value={content.privacyMarkup}
            onText={(privacyMarkup) => change((now) => ({ ...now, privacyMarkup }))}
          />
          <MarkupHelp />
        </>
      ) : null}
    </SectionGroup>
  );
}

type Imprint = StorefrontContentOf['imprint'];

const imprintLines: readonly {
  readonly member: Exclude<keyof Imprint, 'address' | 'moreMarkup'>;
  readonly label: string;
  readonly hint?: string;
  readonly type?: 'email' | 'tel';
  readonly charsMax: number;
}[] = [
  { member: 'name', label: 'Name of the business', hint: 'As it is registered, with its legal form.', charsMax: 200 },
  { member: 'representative', label: 'Represented by', charsMax: 200 },
  { member: 'email', label: 'E-mail address', type: 'email', charsMax: 254 },
  { member: 'phone', label: 'Telephone', type: 'tel', charsMax: 60 },
  { member: 'register', label: 'Register', hint: 'Court and number.', charsMax: 200 },
  { member: 'vatId', label: 'VAT id', charsMax: 40 },
  { member: 'responsible', label: 'Responsible for the content', charsMax: 200 },
];

function ImprintGroup() {
  const { content, change } = useEditor();
  const { imprint } = content;
  const set = (part: Partial<Imprint>) => change((now) => ({ ...now, imprint: { ...now.imprint, ...part } }));
  const field = ({ member, ...shown }: (typeof imprintLines)[number]) => (
    <LineField
      key={member}
      {...shown}
      path={`imprint.${member}`}
      value={imprint[member]}
      onText={(text) => set({ [member]: orNull(text) })}
    />
  );
  return (
    <SectionGroup
      title="Imprint"
      description="Who is behind the page. The law of the European Union asks businesses for it (directive 2000/31/EC, article 5)."
    >
      <div className="grid gap-4 sm:grid-cols-2">{imprintLines.slice(0, 2).map(field)}</div>
      <LinesField
        path="imprint.address"
        label="Address"
        rows={3}
        charsMax={400}
        value={imprint.address}
        onText={(address) => set({ address })}
      />
      <div className="grid gap-4 sm:grid-cols-2">{imprintLines.slice(2).map(field)}</div>
      <LinesField
        path="imprint.moreMarkup"
        label="More"
        optional
        rows={3}
        hint="Professional rules, supervisory authority, settlement of disputes."
        charsMax={10_000}
        value={imprint.moreMarkup}
        onText={(moreMarkup) => set({ moreMarkup })}
      />
    </SectionGroup>
  );
}
