'use client';

import { useMemo, useState } from 'react';
import { toldAtOnce } from '../console/told-at-once.ts';
import { ActionForm, FormProblem, HeldForm, useHeldAction } from '../forms/action-form.tsx';
import { DigitsField } from '../forms/digits-field.tsx';
import type { FormAction } from '../forms/form-state.ts';
import { SubmitButton } from '../forms/submit-button.tsx';
import { authenticatorCode } from './factor-code-form.tsx';
import type { CodesState, OfferState } from './factor-types.ts';
import { QrCode } from './qr-code.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

export interface TotpSetupProps {
  /** Whether an app is in use: then only what came of adding it is shown. */
  inUse: boolean;
  offerAction: FormAction<OfferState>;
  /** Form field `code`. */
  confirmAction: FormAction<CodesState>;
}

/** Shows the secret as a QR code and as letters, and takes the first code. */
export function TotpSetup({ inUse, offerAction, confirmAction }: TotpSetupProps) {
  const [offer, setOffer] = useState<OfferState['offer']>();
  // The page comes back with the app in use together with this answer, so the answer is kept here and not in the form,
  // which is gone by then.
  const told = useMemo(() => toldAtOnce(confirmAction), [confirmAction]);
  const confirming = useHeldAction(told);
  const [wasInUse, setWasInUse] = useState(inUse);
  if (wasInUse !== inUse) {
    setWasInUse(inUse);
    setOffer(undefined);
  }
  if (inUse) {
    const codes = confirming.state.recoveryCodes ?? null;
    return codes === null ? null : <RecoveryCodes codes={codes} />;
  }
  if (offer === undefined) {
    return (
      <ActionForm action={offerAction} onDone={(state) => setOffer(state.offer)} className="grid gap-4" quiet>
        <FormProblem />
        <SubmitButton variant="secondary">Set up an authenticator app</SubmitButton>
      </ActionForm>
    );
  }
  return (
    <HeldForm held={confirming} className="grid gap-4" quiet>
      <FormProblem />
      <p ref={takeFocus} tabIndex={-1} className="text-sm text-ink-2 outline-none">
        Scan this with your authenticator app, or type the letters into it.
      </p>
      <QrCode rows={offer.qr} label="QR code for your authenticator app" />
      <code className="font-mono text-sm [overflow-wrap:anywhere]">{offer.text}</code>
      <DigitsField label={authenticatorCode} focused={false} />
      <SubmitButton>Add the authenticator app</SubmitButton>
    </HeldForm>
  );
}

/** The button that was pressed is gone: who goes by keyboard goes on here, and is read what to do. */
function takeFocus(element: HTMLElement | null) {
  element?.focus();
}
