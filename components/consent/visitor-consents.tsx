'use client';

import { Cookie } from 'lucide-react';
import { startTransition, useActionState, useEffect, useState } from 'react';
import { Screen } from '../auth/screen.tsx';
import { type FormAction, idleForm } from '../forms/form-state.ts';
import { PrivacyFrame } from '../privacy/privacy-frame.tsx';
import { Callout } from '../ui/callout.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { OpenedConsents, WithdrawnNote } from './opened-consents.tsx';
import { ProofDownload } from './proof-download.tsx';
import { type VisitorAction, VisitorForm, VisitorProblem, VisitorSubmit } from './visitor-form.tsx';
import type { OpenedState, ProofState, VisitorState } from './visitor-types.ts';

export interface VisitorConsentsProps {
  storefront: string;
  /** Form fields of all: `storefront`, `consentId`. */
  openAction: FormAction<OpenedState>;
  /** And `id`, of one choice. */
  proveAction: FormAction<ProofState>;
  withdrawAction: FormAction<VisitorState>;
  deleteAction: FormAction<VisitorState>;
}

function useVisitorAction<State extends VisitorState>(action: FormAction<State>): VisitorAction<State> {
  const [state, send, pending] = useActionState<State, FormData>(
    action as (previous: Awaited<State>, form: FormData) => Promise<State>,
    idleForm as Awaited<State>,
  );
  return { state, send, pending };
}

/** What a visitor was asked and chose, for whoever has its id. Works without JavaScript: then the id is typed. */
export function VisitorConsents(props: VisitorConsentsProps) {
  const { storefront } = props;
  const open = useVisitorAction(props.openAction);
  const prove = useVisitorAction(props.proveAction);
  const withdraw = useVisitorAction(props.withdrawAction);
  const erase = useVisitorAction(props.deleteAction);
  const proofs = useProofs(prove.state);
  const { shown } = open.state;
  const states: readonly VisitorState[] = [open.state, prove.state, withdraw.state, erase.state];
  const consentId = states.map(({ consentId, values }) => consentId ?? values?.consentId).find(Boolean) ?? '';
  const deleted = erase.state.status === 'done';

  // The banner leads here with the id behind `#`, which browsers send to nobody; it goes on in a body, not in an address.
  const { send } = open;
  useEffect(() => {
    const id = /^#([0-9A-Za-z-]{26,64})$/.exec(window.location.hash)?.[1];
    if (id !== undefined) startTransition(() => send(keyForm(storefront, id)));
  }, [storefront, send]);

  const withdrawnId = withdraw.state.status === 'done' ? withdraw.state.consentId : undefined;
  useEffect(() => {
    if (withdrawnId !== undefined) startTransition(() => send(keyForm(storefront, withdrawnId)));
  }, [storefront, send, withdrawnId]);

  return (
    <PrivacyFrame organization={shown?.organization ?? 'Your consent'}>
      <div className="grid gap-6">
        <Screen icon={<Cookie />} title="Your consent">
          <p>What you were asked about cookies, what you chose, and the proof of it.</p>
        </Screen>
        {deleted ? (
          <Callout tone="ok" live title="Deleted">
            Nothing of your choices is kept any more, and pages here ask you again. A site of another address remembers
            your choice in your browser until you choose again there, or clear its cookies.
          </Callout>
        ) : (
          <VisitorForm action={open} hidden={{ storefront }} className="grid gap-3">
            <VisitorProblem state={open.state} />
            <Field
              label="Consent id"
              hint="26 letters and digits, which your browser was given when you chose."
              error={open.state.fieldErrors?.consentId}
              required
            >
              <Input
                key={consentId}
                name="consentId"
                defaultValue={consentId}
                required
                autoComplete="off"
                spellCheck={false}
                maxLength={64}
              />
            </Field>
            <div>
              <VisitorSubmit action={open} variant={shown ? 'secondary' : 'primary'}>
                Show my choices
              </VisitorSubmit>
            </div>
          </VisitorForm>
        )}
        {shown === undefined && !deleted ? (
          <WithoutScript prove={prove.state} withdraw={withdraw.state} erase={erase.state} />
        ) : null}
        {shown === undefined || deleted ? null : (
          <OpenedConsents {...{ shown, prove, proofs, withdraw, erase }} hidden={{ storefront, consentId }} />
        )}
      </div>
    </PrivacyFrame>
  );
}

function keyForm(storefront: string, consentId: string): FormData {
  const form = new FormData();
  form.set('storefront', storefront);
  form.set('consentId', consentId);
  return form;
}

/** Proofs made so far, by choice. */
function useProofs({ id, proof }: ProofState): ReadonlyMap<string, string> {
  const [proofs, setProofs] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    if (id !== undefined && proof !== undefined) setProofs((made) => new Map(made).set(id, proof));
  }, [id, proof]);
  return proofs;
}

interface WithoutScriptProps {
  prove: ProofState;
  withdraw: VisitorState;
  erase: VisitorState;
}

/** What a form was answered, where the choices that it stood among are not there any more. */
function WithoutScript({ prove, withdraw, erase }: WithoutScriptProps) {
  return (
    <>
      {withdraw.status === 'done' ? <WithdrawnNote /> : null}
      {prove.id !== undefined && prove.proof !== undefined ? <ProofDownload id={prove.id} proof={prove.proof} /> : null}
      {[prove, withdraw, erase].map((state, at) => (
        // The order never changes.
        // biome-ignore lint/suspicious/noArrayIndexKey: three of them, always
        <VisitorProblem key={at} state={state} />
      ))}
    </>
  );
}
