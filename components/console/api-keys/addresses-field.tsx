'use client';

import { useFormStatusOf } from '../../forms/action-form.tsx';
import { Field } from '../../ui/field.tsx';
import { Textarea } from '../../ui/textarea.tsx';

/** Where a key works from. Form field `allowedAddresses`: one address or block in each line; empty for anywhere. */
export function AddressesField({ defaultValue }: { defaultValue?: readonly string[] | undefined }) {
  const { state } = useFormStatusOf();
  return (
    <Field
      label="Works from"
      optional
      hint="One IPv4 or IPv6 address or block, such as 192.0.2.0/24, in each line. Anywhere, if this is empty."
      error={addressesError(state.fieldErrors)}
    >
      <Textarea
        name="allowedAddresses"
        rows={2}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        className="font-mono text-xs"
        defaultValue={state.values?.allowedAddresses ?? defaultValue?.join('\n')}
      />
    </Field>
  );
}

/** Problems name the entry by its number from 0: people count lines from 1. */
function addressesError(errors: Readonly<Record<string, string>> | undefined): string | undefined {
  for (const [path, message] of Object.entries(errors ?? {})) {
    const [field, entry] = path.split('.');
    if (field === 'allowedAddresses') return entry === undefined ? message : `Line ${Number(entry) + 1}: ${message}`;
  }
  return undefined;
}
