'use client';

import type { StorefrontContentOf } from '#lib/storefronts/content.ts';
import { useEditor } from './editor-context.tsx';
import { LineField, LinesField, orNull } from './editor-fields.tsx';
import { SectionGroup } from './section-frame.tsx';

/** How the business is found and reached; what is empty is not shown. */
export function DetailsSection() {
  const { content, change } = useEditor();
  const { details } = content;
  const set = (part: Partial<StorefrontContentOf['details']>) =>
    change((now) => ({ ...now, details: { ...now.details, ...part } }));
  return (
    <SectionGroup title="Details" description="Stand beside the contact form. What is empty is not shown.">
      <LinesField
        path="details.address"
        label="Address"
        optional
        rows={3}
        charsMax={400}
        value={details.address}
        onText={(address) => set({ address })}
      />
      <LinesField
        path="details.hours"
        label="Opening hours"
        optional
        rows={3}
        placeholder={'Mon to Fri 9:00 – 18:00\nSat 10:00 – 14:00'}
        charsMax={400}
        value={details.hours}
        onText={(hours) => set({ hours })}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <LineField
          path="details.email"
          label="E-mail address"
          optional
          type="email"
          charsMax={254}
          value={details.email}
          onText={(email) => set({ email: orNull(email) })}
        />
        <LineField
          path="details.phone"
          label="Telephone"
          optional
          type="tel"
          charsMax={60}
          value={details.phone}
          onText={(phone) => set({ phone: orNull(phone) })}
        />
      </div>
    </SectionGroup>
  );
}
