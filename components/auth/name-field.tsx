import { TextField } from '../forms/fields.tsx';

/** Most characters that a person's name may have. */
const nameCharsMax = 120;

/** The name by which others see the person. */
export function NameField({ optional }: { optional?: boolean | undefined }) {
  return (
    <TextField
      name="name"
      label="Your name"
      hint="The people you work with see it."
      size="lg"
      autoComplete="name"
      maxLength={nameCharsMax}
      {...(optional ? { optional } : { required: true })}
    />
  );
}
