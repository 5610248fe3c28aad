'use client';

import { useEffect, useState } from 'react';
import { FormProblem, HeldForm, Problem, useHeldAction } from '../forms/action-form.tsx';
import { DigitsField } from '../forms/digits-field.tsx';
import type { FormAction } from '../forms/form-state.ts';
import { SubmitButton } from '../forms/submit-button.tsx';
import { showToast } from '../ui/toast.tsx';
import { authenticatorCode } from './factor-code-form.tsx';
import type { CodesState, OfferState } from './factor-types.ts';
import { QrCode } from './qr-code.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

export interface TotpSetupProps {
  /** Whether an app is in use, which another one would replace. */
  inUse: boolean;
  offerAction: FormAction<OfferState>;
  /** Form field `code`. */
  confirmAction: FormAction<CodesState>;
}

/** Shows the secret as a QR code and as letters, and takes the first code. */
export function TotpSetup({ inUse, offerAction, confirmAction }: TotpSetupProps) {
  // The page comes back with the app in use together with the answer, so answers are kept here and not in the forms, which
  // are gone by then, or never were where there is no JavaScript.
  const offering = useHeldAction(offerAction);
  const confirming = useHeldAction(confirmAction);
  const [spent, setSpent] = useState<OfferState['offer']>();
  const confirmed = confirming.state;
  // What was offered is shown until it is taken into use, or the app in use is removed.
  const [seen, setSeen] = useState({ inUse, confirmed });
  if (seen.inUse !== inUse || seen.confirmed !== confirmed) {
    setSeen({ inUse, confirmed });
    if (seen.inUse !== inUse || confirmed.status === 'done') setSpent(offering.state.offer);
  }
  useEffect(() => {
    if (confirmed.status === 'done' && confirmed.message) showToast({ title: confirmed.message });
  }, [confirmed]);
  const codes = (inUse && confirmed.recoveryCodes) || null;
  if (codes !== null) return <RecoveryCodes codes={codes} />;
  const { offer } = offering.state;
  if (offer === undefined || offer === spent) {
    return (
      <HeldForm key="offer" held={offering} className="grid gap-4" quiet>
        <FormProblem />
        <Problem state={confirmed} />
        <SubmitButton variant="secondary">
          {inUse ? 'Replace by another app' : 'Set up an authenticator app'}
        </SubmitButton>
      </HeldForm>
    );
  }
  return (
    <HeldForm key="confirm" held={confirming} className="grid gap-4" quiet>
      <FormProblem />
      <p ref={takeFocus} tabIndex={-1} className="text-sm text-ink-2 outline-none">
        Scan this with your authenticator app, or type the letters into it.
        {inUse ? ' The app in use counts until you have typed a code of the new one.' : null}
      </p>
      <QrCode rows={offer.qr} label="QR code for your authenticator app" />
      <code className="font-mono text-sm [overflow-wrap:anywhere]">{offer.text}</code>
      <DigitsField label={authenticatorCode} focused={false} />
      <SubmitButton>{inUse ? 'Replace the authenticator app' : 'Add the authenticator app'}</SubmitButton>
    </HeldForm>
  );
}

/** The button that was pressed is gone: who goes by keyboard goes on here, and is read what to do. */
function takeFocus(element: HTMLElement | null) {
  element?.focus();
}
