'use client';

import type { ReactNode } from 'react';
import { Combobox, type ComboboxProps } from '../ui/combobox.tsx';
import { Field } from '../ui/field.tsx';
import { Input, type InputProps } from '../ui/input.tsx';
import { Select, type SelectProps } from '../ui/select.tsx';
import { Textarea } from '../ui/textarea.tsx';
import { useFormStatusOf } from './action-form.tsx';

interface NamedField {
  /** The field's name in the form and in `FormState.fieldErrors`. */
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  required?: boolean | undefined;
  optional?: boolean | undefined;
  defaultValue?: string | undefined;
  className?: string | undefined;
}

function useNamedField(name: string, defaultValue: string | undefined) {
  const { state } = useFormStatusOf();
  return { error: state.fieldErrors?.[name], value: state.values?.[name] ?? defaultValue };
}

/** A labelled one-line field, wired to the form's errors and values by its name. */
export function TextField({
  name,
  label,
  hint,
  required,
  optional,
  defaultValue,
  className,
  ...input
}: NamedField & Omit<InputProps, keyof NamedField>) {
  const { error, value } = useNamedField(name, defaultValue);
  return (
    <Field {...{ label, hint, required, optional, error, className }}>
      <Input {...input} name={name} required={required} defaultValue={value} />
    </Field>
  );
}

/** A labelled field of several lines. */
export function TextAreaField({
  name,
  label,
  hint,
  required,
  optional,
  defaultValue,
  className,
  rows,
  maxLength,
  placeholder,
}: NamedField & { rows?: number; maxLength?: number; placeholder?: string }) {
  const { error, value } = useNamedField(name, defaultValue);
  return (
    <Field {...{ label, hint, required, optional, error, className }}>
      <Textarea {...{ name, required, rows, maxLength, placeholder }} defaultValue={value} />
    </Field>
  );
}

/** A labelled choice of one from a short list. */
export function SelectField({
  name,
  label,
  hint,
  required,
  optional,
  defaultValue,
  className,
  ...select
}: NamedField & Omit<SelectProps, keyof NamedField | 'value'>) {
  const { error, value } = useNamedField(name, defaultValue);
  return (
    <Field {...{ label, hint, required, optional, error, className }}>
      <Select {...select} name={name} defaultValue={value} />
    </Field>
  );
}

/** A labelled choice of one from a long list, found by typing. */
export function ComboboxField({
  name,
  label,
  hint,
  required,
  optional,
  className,
  ...combobox
}: Omit<NamedField, 'defaultValue'> & Omit<ComboboxProps, keyof NamedField>) {
  const { error } = useNamedField(name, undefined);
  return (
    <Field {...{ label, hint, required, optional, error, className }}>
      <Combobox {...combobox} name={name} />
    </Field>
  );
}
