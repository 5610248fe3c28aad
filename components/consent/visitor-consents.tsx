'use client';

import { Cookie } from 'lucide-react';
import { startTransition, useActionState, useEffect, useState } from 'react';
import { Screen } from '../auth/screen.tsx';
import type { FormAction } from '../forms/form-state.ts';
import { PrivacyFrame } from '../privacy/privacy-frame.tsx';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { OpenedConsents } from './opened-consents.tsx';
import type { OpenedState, ProofState } from './visitor-types.ts';

export interface VisitorConsentsProps {
  storefront: string;
  /** Form fields of all: `storefront`, `consentId`. */
  openAction: FormAction<OpenedState>;
  /** And `id`, of one choice. */
  proveAction: FormAction<ProofState>;
  withdrawAction: FormAction;
  deleteAction: FormAction;
}

/** What a visitor was asked and chose, for whoever has its id. Works without JavaScript: then the id is typed. */
export function VisitorConsents({ storefront, openAction, ...actions }: VisitorConsentsProps) {
  const [state, open, pending] = useActionState<OpenedState, FormData>(openAction, { status: 'idle' });
  const [deleted, setDeleted] = useState(false);
  const { shown, consentId = '' } = state;

  const show = (id: string) => {
    const form = new FormData();
    form.set('storefront', storefront);
    form.set('consentId', id);
    startTransition(() => open(form));
  };

  // The banner leads here with the id behind `#`, which browsers send to nobody; it goes on in a body, not in an address.
  useEffect(() => {
    const id = /^#([0-9A-Za-z-]{26,64})$/.exec(window.location.hash)?.[1];
    if (id === undefined) return;
    const form = new FormData();
    form.set('storefront', storefront);
    form.set('consentId', id);
    startTransition(() => open(form));
  }, [storefront, open]);

  return (
    <PrivacyFrame organization={shown?.organization ?? 'Your consent'}>
      <div className="grid gap-6">
        <Screen icon={<Cookie />} title="Your consent">
          <p>What you were asked about cookies, what you chose, and the proof of it.</p>
        </Screen>
        {deleted ? (
          <Callout tone="ok" live title="Deleted">
            Nothing of your choices is kept any more. A site that you chose on remembers it in your browser until you
            choose again there, or clear its cookies.
          </Callout>
        ) : (
          <form action={open} aria-busy={pending || undefined} className="grid gap-3">
            <input type="hidden" name="storefront" value={storefront} />
            {state.status === 'error' ? (
              <Callout tone="danger" live>
                {state.message ?? 'There is nothing here.'}
              </Callout>
            ) : null}
            <Field
              label="Consent id"
              hint="26 letters and digits, which your browser was given when you chose."
              error={state.fieldErrors?.consentId}
              required
            >
              <Input
                key={consentId}
                name="consentId"
                defaultValue={consentId || state.values?.consentId}
                required
                autoComplete="off"
                spellCheck={false}
                maxLength={64}
              />
            </Field>
            <div>
              <Button type="submit" variant={shown ? 'secondary' : 'primary'} pending={pending}>
                Show my choices
              </Button>
            </div>
          </form>
        )}
        {shown === undefined || deleted ? null : (
          <OpenedConsents
            {...{ shown, ...actions }}
            hidden={{ storefront, consentId }}
            onWithdrawn={() => show(consentId)}
            onDeleted={() => setDeleted(true)}
          />
        )}
      </div>
    </PrivacyFrame>
  );
}
