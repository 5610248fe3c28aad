'use client';

import type { StorefrontContentOf } from '#lib/storefronts/content.ts';
import { useEditor } from './editor-context.tsx';
import { LineField, LinesField, orNull, SwitchField } from './editor-fields.tsx';
import { SectionGroup } from './section-frame.tsx';

/** Whether visitors can write, what they are asked for, and who is told. */
export function ContactSection() {
  const { content, change } = useEditor();
  const { contact } = content;
  const set = (part: Partial<StorefrontContentOf['contact']>) =>
    change((now) => ({ ...now, contact: { ...now.contact, ...part } }));
  return (
    <>
      <SectionGroup title="Contact form" description="A message makes a contact and an interaction here.">
        <SwitchField label="Show the form" value={contact.shown} onSwitch={(shown) => set({ shown })} />
      </SectionGroup>
      {contact.shown ? (
        <>
          <SectionGroup title="Words">
            <LineField
              path="contact.title"
              label="Heading"
              optional
              charsMax={100}
              value={contact.title}
              onText={(title) => set({ title })}
            />
            <LinesField
              path="contact.intro"
              label="Text above the form"
              optional
              rows={3}
              charsMax={600}
              value={contact.intro}
              onText={(intro) => set({ intro })}
            />
          </SectionGroup>
          <SectionGroup
            title="Fields"
            description="Name, e-mail address and message are always asked for. Ask for no more than you need."
          >
            <SwitchField label="Telephone number" value={contact.phone} onSwitch={(phone) => set({ phone })} />
            <SwitchField label="Company" value={contact.company} onSwitch={(company) => set({ company })} />
          </SectionGroup>
          <SectionGroup title="Who is told">
            <LineField
              path="contact.notify"
              label="E-mail address"
              optional
              type="email"
              hint="Is told that a message came. Empty: the owners and admins are."
              charsMax={254}
              value={contact.notify}
              onText={(notify) => set({ notify: orNull(notify) })}
            />
          </SectionGroup>
        </>
      ) : null}
    </>
  );
}
