'use client';

import { type ReactElement, type ReactNode, useState } from 'react';
import { AlertDialog } from '../ui/alert-dialog.tsx';
import { Button } from '../ui/button.tsx';
import { DialogBody, DialogClose, DialogFooter } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { ActionForm, FormProblem } from './action-form.tsx';
import type { FormAction } from './form-state.ts';
import { SubmitButton } from './submit-button.tsx';

export interface ConfirmDialogProps {
  trigger?: ReactElement | undefined;
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
  title: string;
  description?: ReactNode;
  impact?: readonly ReactNode[] | undefined;
  /** The exact text that must be typed before the button works, for example the thing's name. */
  typeToConfirm?: string | undefined;
  confirmLabel: string;
  tone?: 'danger' | 'primary' | undefined;
  action: FormAction;
  /** Sent with the form: the id of what is meant. */
  hidden?: Readonly<Record<string, string>> | undefined;
  onDone?: (() => void) | undefined;
}

/** Asks, shows what will happen, and runs the action; for grave acts the name must be typed. */
export function ConfirmDialog({
  trigger,
  open,
  onOpenChange,
  title,
  description,
  impact,
  typeToConfirm,
  confirmLabel,
  tone = 'danger',
  action,
  hidden,
  onDone,
}: ConfirmDialogProps) {
  const [ownOpen, setOwnOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const isOpen = open ?? ownOpen;

  function change(next: boolean) {
    setOwnOpen(next);
    if (!next) setTyped('');
    onOpenChange?.(next);
  }

  const unlocked = typeToConfirm === undefined || typed.trim() === typeToConfirm;
  return (
    <AlertDialog {...{ trigger, title, description, impact }} open={isOpen} onOpenChange={change}>
      <ActionForm
        action={action}
        hidden={hidden}
        onDone={() => {
          change(false);
          onDone?.();
        }}
      >
        <DialogBody className={typeToConfirm === undefined ? 'py-2 empty:hidden' : undefined}>
          <FormProblem />
          {typeToConfirm === undefined ? null : (
            <Field
              label={
                <span className="font-normal text-ink-2 [overflow-wrap:anywhere]">
                  Type <strong className="font-semibold text-ink select-all">{typeToConfirm}</strong> to confirm
                </span>
              }
            >
              <Input
                name="confirmation"
                autoComplete="off"
                autoCapitalize="off"
                spellCheck={false}
                value={typed}
                onChange={(event) => setTyped(event.currentTarget.value)}
              />
            </Field>
          )}
        </DialogBody>
        <DialogFooter>
          <DialogClose render={<Button>Cancel</Button>} />
          <SubmitButton
            variant={tone}
            disabledReason={unlocked ? undefined : `Type "${typeToConfirm}" in the field above first.`}
          >
            {confirmLabel}
          </SubmitButton>
        </DialogFooter>
      </ActionForm>
    </AlertDialog>
  );
}
