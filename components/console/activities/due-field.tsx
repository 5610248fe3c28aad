'use client';

import { useEffect, useState } from 'react';
import { useFormStatusOf } from '../../forms/action-form.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';

/**
 * A moment chosen in the browser's own time zone and sent as an instant with offset, so that the server never has to guess
 * where somebody sits.
 */
export function DueField({ name, label, at }: { name: string; label: string; at?: string | null | undefined }) {
  const { state } = useFormStatusOf();
  const [local, setLocal] = useState('');

  useEffect(() => {
    setLocal(at ? localText(new Date(at)) : '');
  }, [at]);

  const chosen = local === '' ? null : new Date(local);
  return (
    <>
      <Field label={label} optional error={state.fieldErrors?.[name]}>
        <Input type="datetime-local" value={local} onChange={(event) => setLocal(event.currentTarget.value)} />
      </Field>
      <input type="hidden" name={name} value={chosen && !Number.isNaN(chosen.getTime()) ? chosen.toISOString() : ''} />
    </>
  );
}

/** The form that `datetime-local` takes: local time, without a zone. */
function localText(date: Date): string {
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}
