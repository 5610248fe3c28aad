'use client';

import { useState } from 'react';
import { ActionForm, FormProblem } from '../forms/action-form.tsx';
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
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  if (codes !== null) return <RecoveryCodes codes={codes} />;
  if (inUse) return null;
  if (offer === undefined) {
    return (
      <ActionForm action={offerAction} onDone={(state) => setOffer(state.offer)} className="grid gap-4" quiet>
        <FormProblem />
        <SubmitButton variant="secondary">Set up an authenticator app</SubmitButton>
      </ActionForm>
    );
  }
  return (
    <ActionForm
      action={confirmAction}
      onDone={(state) => {
        setOffer(undefined);
        setCodes(state.recoveryCodes ?? null);
      }}
      className="grid gap-4"
    >
      <FormProblem />
      <p className="text-sm text-ink-2">Scan this with your authenticator app, or type the letters into it.</p>
      <QrCode rows={offer.qr} label="QR code for your authenticator app" />
      <code className="font-mono text-sm [overflow-wrap:anywhere]">{offer.text}</code>
      <DigitsField label={authenticatorCode} focused={false} />
      <SubmitButton>Add the authenticator app</SubmitButton>
    </ActionForm>
  );
}
