'use client';

import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog, type ConfirmDialogProps } from './confirm-dialog.tsx';

export interface ConfirmedButtonProps extends Omit<ConfirmDialogProps, 'trigger' | 'open' | 'onOpenChange'> {
  /** Why it cannot be done; the button then says so and opens nothing. */
  refusal: string | undefined;
  variant?: 'ghost' | 'danger-quiet' | undefined;
  children: ReactNode;
}

/** A small quiet button that asks before it runs its action. */
export function ConfirmedButton({ refusal, variant = 'ghost', children, ...dialog }: ConfirmedButtonProps) {
  if (refusal !== undefined) {
    return (
      <Button variant={variant} size="sm" disabledReason={refusal}>
        {children}
      </Button>
    );
  }
  return (
    <ConfirmDialog
      {...dialog}
      trigger={
        <Button variant={variant} size="sm">
          {children}
        </Button>
      }
    />
  );
}
