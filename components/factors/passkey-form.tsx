'use client';

import { startAuthentication } from '@simplewebauthn/browser';
import { KeyRound } from 'lucide-react';
import { ActionForm, FormProblem } from '../forms/action-form.tsx';
import { type FormAction, type FormState, idleForm } from '../forms/form-state.ts';
import { SubmitButton } from '../forms/submit-button.tsx';

/** Carries what the browser needs for a passkey, as JSON. */
export interface OptionsState extends FormState {
  options?: string | undefined;
}

export interface PasskeyFormProps {
  /** What the browser needs, as JSON, or what gets it. */
  options: string | FormAction<OptionsState>;
  /** Takes what the browser answers. Form field `passkey`. */
  action: FormAction;
  hidden?: Readonly<Record<string, string>> | undefined;
  label: string;
  variant?: 'primary' | 'secondary' | undefined;
  onDone?: (() => void) | undefined;
}

/** One button: the browser asks for a passkey, and its answer is sent. Needs JavaScript, as passkeys do. */
export function PasskeyForm({ options, action, hidden, label, variant = 'primary', onDone }: PasskeyFormProps) {
  return (
    <ActionForm
      action={action}
      hidden={hidden}
      before={(data) => answerWithPasskey(data, options)}
      onDone={onDone}
      className="grid gap-3"
      quiet
    >
      <FormProblem />
      <SubmitButton size="lg" wide variant={variant}>
        <KeyRound aria-hidden="true" />
        {label}
      </SubmitButton>
    </ActionForm>
  );
}

/** What is sent where the browser gave nothing: the person called it off, or has no passkey here. It is refused like a wrong one. */
const noAnswer = '{}';

async function answerWithPasskey(data: FormData, options: PasskeyFormProps['options']): Promise<void> {
  data.set('passkey', noAnswer);
  try {
    const given = typeof options === 'string' ? options : (await options(idleForm, new FormData())).options;
    if (given === undefined) return;
    data.set('passkey', JSON.stringify(await startAuthentication({ optionsJSON: JSON.parse(given) })));
  } catch {
    // Told by the answer to what is sent.
  }
}
