'use client';

import { useState } from 'react';
import { useFormStatusOf } from '../../forms/action-form.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';

const dayMs = 86_400_000;

/** Days that a key lives, `date` for a day of one's own, `never`. */
const choices = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: '1 year' },
  { value: 'date', label: 'Until a date…' },
  { value: 'never', label: 'Never' },
];

/** When a key stops working. Form field `expiresAt`: ISO 8601, or empty for never. */
export function ExpiryField() {
  const { state } = useFormStatusOf();
  const [choice, setChoice] = useState('90');
  const [day, setDay] = useState('');
  const [startMs] = useState(() => Date.now());
  const expiresAt = expiryOf(choice, day, startMs);
  const error = state.fieldErrors?.expiresAt;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field
        label="Expires"
        error={choice === 'date' ? undefined : error}
        hint={
          choice === 'never' ? 'A key that never expires is a key that somebody will forget.' : expiryHint(expiresAt)
        }
      >
        <Select options={choices} value={choice} onValueChange={setChoice} />
      </Field>
      {choice === 'date' ? (
        <Field label="Last day" hint="It works until the end of this day, UTC." error={error} required>
          <Input
            type="date"
            required
            min={new Date(startMs).toISOString().slice(0, 10)}
            value={day}
            onChange={(event) => setDay(event.currentTarget.value)}
          />
        </Field>
      ) : null}
      <input type="hidden" name="expiresAt" value={expiresAt} />
    </div>
  );
}

function expiryOf(choice: string, day: string, startMs: number): string {
  if (choice === 'never') return '';
  if (choice !== 'date') return new Date(startMs + Number(choice) * dayMs).toISOString();
  const dayMsUtc = Date.parse(`${day}T00:00:00.000Z`);
  return Number.isNaN(dayMsUtc) ? '' : new Date(dayMsUtc + dayMs).toISOString();
}

function expiryHint(expiresAt: string): string | undefined {
  if (expiresAt === '') return undefined;
  const format = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  return `Until ${format.format(new Date(Date.parse(expiresAt) - 1))}.`;
}
