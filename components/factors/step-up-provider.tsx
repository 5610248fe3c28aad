'use client';

import { type ReactNode, useMemo } from 'react';
import { StepUpContext, type StepUpProps } from '../forms/step-up-context.ts';
import { Dialog, DialogBody } from '../ui/dialog.tsx';
import { GiveFactor, type GiveFactorProps } from './give-factor.tsx';

export interface StepUpProviderProps {
  /** How this person can give a factor; null for who has none. */
  ways: Omit<GiveFactorProps, 'label' | 'onDone' | 'hidden'> | null;
  children: ReactNode;
}

/** Lets every form below ask for a second factor in a dialog, and go on where it was stopped. */
export function StepUpProvider({ ways, children }: StepUpProviderProps) {
  const render = useMemo(
    () =>
      ways === null
        ? null
        : ({ onDone, onClose }: StepUpProps) => (
            <Dialog
              open
              onOpenChange={(open) => {
                if (!open) onClose();
              }}
              size="sm"
              title="Confirm that it is you"
              description="This gives much away or cannot be undone. It goes on by itself once you have confirmed."
            >
              <DialogBody>
                <GiveFactor {...ways} label="Confirm" onDone={onDone} />
              </DialogBody>
            </Dialog>
          ),
    [ways],
  );
  return <StepUpContext value={render}>{children}</StepUpContext>;
}
