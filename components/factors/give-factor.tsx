'use client';

import type { FormAction } from '../forms/form-state.ts';
import { Or } from '../ui/or.tsx';
import { FactorCodeForm, RecoveryCodeForm } from './factor-code-form.tsx';
import { type OptionsState, PasskeyForm } from './passkey-form.tsx';

export interface GiveFactorProps {
  /** What the browser needs, or what gets it; null for who has no passkey. */
  passkeyOptions: string | FormAction<OptionsState> | null;
  totp: boolean;
  recoveryCodes: boolean;
  /** Form fields `passkey`, `code` or `recoveryCode`. */
  action: FormAction;
  label: string;
  /** Sent along unseen. */
  hidden?: Readonly<Record<string, string>> | undefined;
  onDone?: (() => void) | undefined;
}

/** Every way in which this person can give a second factor, the best one first. */
export function GiveFactor({ passkeyOptions, totp, recoveryCodes, action, label, hidden, onDone }: GiveFactorProps) {
  return (
    <div className="grid gap-5">
      {passkeyOptions === null ? null : (
        <PasskeyForm options={passkeyOptions} action={action} hidden={hidden} label="Use a passkey" onDone={onDone} />
      )}
      {passkeyOptions !== null && totp ? <Or /> : null}
      {totp ? (
        <FactorCodeForm
          action={action}
          hidden={hidden}
          label={label}
          focused={passkeyOptions === null}
          variant={passkeyOptions === null ? 'primary' : 'secondary'}
          onDone={onDone}
        />
      ) : null}
      {recoveryCodes ? (
        <details className="rounded-md border border-line px-4 py-3">
          <summary className="cursor-pointer text-sm text-ink-2">Lost it? Use a recovery code</summary>
          <div className="mt-4">
            <RecoveryCodeForm action={action} hidden={hidden} label={label} onDone={onDone} />
          </div>
        </details>
      ) : null}
    </div>
  );
}
