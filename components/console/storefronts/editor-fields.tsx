'use client';

import type { ReactNode } from 'react';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Select, type SelectOption } from '../../ui/select.tsx';
import { Switch } from '../../ui/switch.tsx';
import { Textarea } from '../../ui/textarea.tsx';
import { useEditor } from './editor-context.tsx';

interface ContentField {
  /** The member of the content, such as `cards.0.title`: problems are found by it. */
  path: string;
  label: ReactNode;
  hint?: ReactNode;
  required?: boolean | undefined;
  optional?: boolean | undefined;
  className?: string | undefined;
}

interface TextContentField extends ContentField {
  value: string | null;
  onText: (text: string) => void;
  charsMax: number;
}

/** One line of the content. */
export function LineField({
  path,
  value,
  onText,
  charsMax,
  type,
  inputMode,
  placeholder,
  autoComplete = 'off',
  focus,
  ...field
}: TextContentField & {
  type?: 'text' | 'email' | 'url' | 'tel' | undefined;
  inputMode?: 'url' | 'email' | 'tel' | undefined;
  placeholder?: string | undefined;
  autoComplete?: string | undefined;
  /** Names it for a list that puts the focus here. */
  focus?: string | undefined;
}) {
  const { problems, locked } = useEditor();
  return (
    <Field {...field} error={problems[path]}>
      <Input
        {...{ type, inputMode, placeholder, autoComplete }}
        data-focus={focus}
        value={value ?? ''}
        maxLength={charsMax}
        readOnly={locked !== undefined}
        onChange={(event) => onText(event.currentTarget.value)}
      />
    </Field>
  );
}

/** Several lines of the content. */
export function LinesField({
  path,
  value,
  onText,
  charsMax,
  rows,
  placeholder,
  ...field
}: TextContentField & { rows?: number | undefined; placeholder?: string | undefined }) {
  const { problems, locked } = useEditor();
  return (
    <Field {...field} error={problems[path]}>
      <Textarea
        {...{ rows, placeholder }}
        value={value ?? ''}
        maxLength={charsMax}
        readOnly={locked !== undefined}
        onChange={(event) => onText(event.currentTarget.value)}
      />
    </Field>
  );
}

/** One of a short list. */
export function ChoiceField<Value extends string>({
  path,
  value,
  options,
  onChoice,
  ...field
}: ContentField & {
  value: Value;
  options: readonly (SelectOption & { value: Value })[];
  onChoice: (value: Value) => void;
}) {
  const { problems, locked } = useEditor();
  return (
    <Field {...field} error={problems[path]}>
      <Select
        options={options}
        value={value}
        disabled={locked !== undefined}
        onValueChange={(next) => {
          const chosen = options.find((option) => option.value === next);
          if (chosen) onChoice(chosen.value);
        }}
      />
    </Field>
  );
}

/** On or off. */
export function SwitchField({
  label,
  hint,
  value,
  onSwitch,
}: {
  label: ReactNode;
  hint?: ReactNode;
  value: boolean;
  onSwitch: (value: boolean) => void;
}) {
  const { locked } = useEditor();
  return (
    <Switch
      {...{ label, hint }}
      checked={value}
      disabled={locked !== undefined}
      onChange={(event) => onSwitch(event.currentTarget.checked)}
    />
  );
}

/** The text, or null when there is none: as the content holds what is optional. */
export function orNull(text: string): string | null {
  return text === '' ? null : text;
}
