'use client';

import { Button, type ButtonProps } from './button.tsx';
import { Tooltip } from './tooltip.tsx';

export interface IconButtonProps extends Omit<ButtonProps, 'shape' | 'wide' | 'aria-label'> {
  /** The accessible name, shown as a tooltip too. */
  label: string;
}

/** A square button that holds one icon. */
export function IconButton({ label, variant = 'ghost', disabledReason, children, ...rest }: IconButtonProps) {
  if (disabledReason) {
    return (
      <Button {...rest} variant={variant} shape="square" aria-label={label} disabledReason={disabledReason}>
        {children}
      </Button>
    );
  }
  return (
    <Tooltip content={label}>
      <Button {...rest} variant={variant} shape="square" aria-label={label}>
        {children}
      </Button>
    </Tooltip>
  );
}
