import Link from 'next/link';
import type { ComponentProps } from 'react';
import { cn } from './cn.ts';

/** A link inside text. */
export function TextLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return (
    <Link
      prefetch={false}
      {...rest}
      className={cn(
        'rounded-xs font-medium text-brand-ink underline decoration-brand-line underline-offset-3 hover:decoration-current',
        className,
      )}
    />
  );
}
