'use client';

import { Turnstile, type TurnstileInstance } from '@marsidev/react-turnstile';
import { useTheme } from 'next-themes';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { unvouchedOf } from '#lib/platform/guarded-forms.ts';
import { ActionForm, useFormStatusOf } from '../forms/action-form.tsx';
import type { FormAction } from '../forms/form-state.ts';
import { Callout } from '../ui/callout.tsx';

/** What the page knows of the bot check; leave it out where the check is off. */
export interface BotCheckSettings {
  siteKey: string;
  /** The nonce of the page's content security policy. */
  nonce?: string | undefined;
}

export interface GuardedFormProps {
  /** Form field `turnstileToken` beside those of the children, when there is a check. */
  action: FormAction;
  botCheck?: BotCheckSettings | undefined;
  /** The action that the token is made for: the name of the form, as the server knows it. */
  form: 'login' | 'register' | 'request';
  hidden?: Readonly<Record<string, string>> | undefined;
  className?: string | undefined;
  children: ReactNode;
}

const tokenField = 'turnstileToken';
/** How long a pressed button waits for the check before the form goes without a token, and is refused with a reason. */
const waitMs = 20_000;

/**
 * A form that only people may send. Without a check it is a plain form that works without JavaScript. With one, a press
 * of the button waits for the check to finish, which most people never see; a form that the server takes without the check
 * too stays a plain one.
 */
export function GuardedForm({ action, botCheck, form, hidden, className, children }: GuardedFormProps) {
  const widget = useRef<TurnstileInstance>(null);
  const [failed, setFailed] = useState(false);

  const guarded: FormAction = async (previous, data) => {
    // A check that could not be loaded is not waited for: the server says what that means.
    if (!data.get(tokenField) && !failed) {
      data.set(tokenField, (await widget.current?.getResponsePromise(waitMs).catch(() => '')) ?? '');
    }
    return action(previous, data);
  };

  const needed = unvouchedOf(form) === 'refuse';
  return (
    <ActionForm action={botCheck && needed ? guarded : action} hidden={hidden} className={className} quiet>
      {children}
      {botCheck ? <BotCheck {...{ botCheck, form, widget, failed, needed }} onFailed={setFailed} /> : null}
    </ActionForm>
  );
}

interface BotCheckProps {
  botCheck: BotCheckSettings;
  form: string;
  /** Whether the form is refused without it. */
  needed: boolean;
  widget: RefObject<TurnstileInstance | null>;
  failed: boolean;
  onFailed: (failed: boolean) => void;
}

function BotCheck({ botCheck, form, needed, widget, failed, onFailed }: BotCheckProps) {
  const { resolvedTheme } = useTheme();
  const { state, pending } = useFormStatusOf();
  usePolicyOfThisPage(botCheck.nonce);

  // A token is spent by the attempt that carried it.
  useEffect(() => {
    if (state.status !== 'idle' && !pending) widget.current?.reset();
  }, [state, pending, widget]);

  return (
    <div>
      <Turnstile
        ref={widget}
        siteKey={botCheck.siteKey}
        options={{
          action: form,
          appearance: 'interaction-only',
          size: 'flexible',
          theme: resolvedTheme === 'dark' || resolvedTheme === 'light' ? resolvedTheme : 'auto',
          responseFieldName: tokenField,
        }}
        scriptOptions={{ ...(botCheck.nonce ? { nonce: botCheck.nonce } : {}), onError: () => onFailed(true) }}
        onError={() => onFailed(true)}
        onUnsupported={() => onFailed(true)}
        onSuccess={() => onFailed(false)}
      />
      {failed && needed ? (
        <Callout tone="warn" live className="mt-3" title="The check for bots could not be loaded">
          Allow challenges.cloudflare.com if something blocks it, then load this page again.
        </Callout>
      ) : null}
      {needed ? (
        <noscript>
          <Callout tone="warn" title="Signing in needs JavaScript here">
            This form checks that a person sends it, and that check runs in the browser.
          </Callout>
        </noscript>
      ) : null}
    </div>
  );
}

/**
 * The check runs in a frame that only the policy of this page allows. Whoever was led here inside another page's document,
 * for example when their session ended under a form, still has that page's policy: load the page as a whole.
 */
function usePolicyOfThisPage(nonce: string | undefined): void {
  const atFirst = useRef(nonce);
  useEffect(() => {
    const ofDocument = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce;
    if (atFirst.current && ofDocument && ofDocument !== atFirst.current) location.reload();
  }, []);
}
