'use client';

import { Button, type ButtonProps } from '../ui/button.tsx';
import { useFormStatusOf } from './action-form.tsx';

/** Sends the enclosing `ActionForm` and shows that it is under way. */
export function SubmitButton({ variant = 'primary', ...rest }: Omit<ButtonProps, 'type' | 'pending'>) {
  const { pending } = useFormStatusOf();
  return <Button {...rest} variant={variant} type="submit" pending={pending} />;
}
