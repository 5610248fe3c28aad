import Link from 'next/link';
import type { ComponentProps } from 'react';
import { type ButtonLook, buttonVariants } from './button-variants.ts';
import { cn } from './cn.ts';

export interface LinkButtonProps extends ComponentProps<typeof Link>, ButtonLook {}

/** A link that looks like a button, for going somewhere; a `Button` is for doing something. */
export function LinkButton({ variant, size, shape, wide, className, ...rest }: LinkButtonProps) {
  return <Link prefetch={false} {...rest} className={cn(buttonVariants({ variant, size, shape, wide }), className)} />;
}
