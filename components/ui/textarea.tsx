'use client';

import type { ComponentProps } from 'react';
import { cn } from './cn.ts';
import { useControlProps } from './field.tsx';

/** A text field of several lines; it grows with its text where the browser can (`field-sizing`). */
export function Textarea({ className, id, rows = 4, ...rest }: ComponentProps<'textarea'>) {
  const wiring = useControlProps(id);
  return (
    <textarea
      {...wiring}
      {...rest}
      rows={rows}
      className={cn('control field-sizing-content min-h-20 px-2.5 py-1.5 text-sm', className)}
    />
  );
}
