'use client';

import { LoaderCircle } from 'lucide-react';
import { type ComponentProps, useId } from 'react';
import { type ButtonLook, buttonVariants } from './button-variants.ts';
import { cn } from './cn.ts';
import { Tooltip } from './tooltip.tsx';

export interface ButtonProps extends ComponentProps<'button'>, ButtonLook {
  /** Work is under way: the button keeps its width and focus, shows a spinner and ignores further clicks. */
  pending?: boolean | undefined;
  /**
   * Why the button cannot be used now. The button stays focusable, so that the reason can be read by hover, keyboard and
   * screen reader, and does nothing when pressed.
   */
  disabledReason?: string | undefined;
}

/** A button. `type` is "button" unless given, so that none submits a form by accident. */
export function Button({
  variant,
  size,
  shape,
  wide,
  className,
  pending = false,
  disabledReason,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  const reasonId = useId();
  const look = cn(buttonVariants({ variant, size, shape, wide }), className);

  if (disabledReason) {
    return (
      <>
        <Tooltip content={disabledReason}>
          <button {...rest} type="button" className={look} aria-disabled="true" aria-describedby={reasonId}>
            {children}
          </button>
        </Tooltip>
        <span id={reasonId} hidden>
          {disabledReason}
        </span>
      </>
    );
  }

  return (
    <button
      {...rest}
      type={type}
      className={look}
      aria-busy={pending || undefined}
      onClick={(event) => {
        if (pending) {
          event.preventDefault();
          return;
        }
        onClick?.(event);
      }}
    >
      {pending ? (
        <span className="absolute inset-0 grid place-items-center" aria-hidden="true">
          <LoaderCircle className="animate-spin" />
        </span>
      ) : null}
      <span className={cn('contents', pending && 'inline-flex items-center gap-1.5 opacity-0')}>{children}</span>
    </button>
  );
}
