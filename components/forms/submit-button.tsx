'use client';

import { Button, type ButtonProps } from '../ui/button.tsx';
import { heldFormMark, useFormStatusOf } from './action-form.tsx';

/**
 * Sends the enclosing `ActionForm` and shows that it is under way. With a `disabledReason` it holds the whole form: Enter in
 * a field does not send it either.
 */
export function SubmitButton({ variant = 'primary', ...rest }: Omit<ButtonProps, 'type' | 'pending'>) {
  const { pending } = useFormStatusOf();
  const holds = rest.disabledReason ? { [heldFormMark]: '' } : {};
  return <Button {...rest} {...holds} variant={variant} type="submit" pending={pending} />;
}
