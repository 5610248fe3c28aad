'use client';

import { useState } from 'react';
import type { PersonFindingsAnswer } from '#lib/privacy/persons/schema.ts';
import { ConfirmDialog } from '../../forms/confirm-dialog.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';

interface ErasePersonCardProps {
  /** The organisation's slug. */
  org: string;
  person: PersonFindingsAnswer;
  /** What the person is called on the page. */
  title: string;
  /** Form fields `id`, `deals` and `confirmation`. */
  action: FormAction;
}

const dealOptions = [
  { value: 'keep', label: 'Stay, without contact, title and notes' },
  { value: 'remove', label: 'Are removed' },
];

/** The end of a person's data: what goes, what stays, and the button. */
export function ErasePersonCard({ org, person, title, action }: ErasePersonCardProps) {
  const [deals, setDeals] = useState('keep');
  const hasDeals = person.places.some(({ name }) => name === 'deals');
  const typed = (person.name ?? person.emails[0] ?? person.contactIds[0] ?? person.id).trim();
  return (
    <section className="grid gap-3 rounded-lg border border-danger-line bg-danger-soft px-4 py-4 sm:px-5">
      <h2 className="text-base font-semibold text-danger-ink">Erase {title}</h2>
      <p className="max-w-prose text-sm text-danger-ink">
        Everything of this person goes from the organisation, for good. Backups that were made before lose the person
        when they are restored.
      </p>
      {hasDeals ? (
        <Field label="Their deals">
          <Select name="deals-choice" options={dealOptions} value={deals} onValueChange={setDeals} />
        </Field>
      ) : null}
      <div>
        {person.held ? (
          <Button variant="danger" disabledReason="A legal hold keeps this person. End the hold first.">
            Erase this person
          </Button>
        ) : (
          <ConfirmDialog
            trigger={<Button variant="danger">Erase this person</Button>}
            title={`Erase ${title}?`}
            description="It begins at once, and there is no way back."
            impact={person.places.map(
              ({ title: place, count, fate }) => `${place}: ${count.toLocaleString('en-US')}. ${fate}.`,
            )}
            typeToConfirm={typed}
            confirmLabel="Erase for good"
            action={action}
            hidden={{ org, id: person.id, deals }}
          />
        )}
      </div>
    </section>
  );
}
