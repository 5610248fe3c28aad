'use client';

import { useState } from 'react';
import { useFormStatusOf } from '../../forms/action-form.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';

const dayMs = 86_400_000;

/** Days that a link lives; it always ends. */
const choices = [
  { value: '1', label: '1 day' },
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: '1 year' },
];

/** When a link stops working. Form field `days`. */
export function ShareExpiryField() {
  const { state } = useFormStatusOf();
  const [days, setDays] = useState('30');
  const [startMs] = useState(() => Date.now());
  const format = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  return (
    <Field
      label="Works for"
      error={state.fieldErrors?.expiresAt}
      hint={`Until ${format.format(new Date(startMs + Number(days) * dayMs))}.`}
    >
      <Select name="days" options={choices} value={days} onValueChange={setDays} />
    </Field>
  );
}
