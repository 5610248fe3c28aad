'use client';

import { Turnstile } from '@marsidev/react-turnstile';
import { useTheme } from 'next-themes';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { type GuardedForm as GuardedFormName, unvouchedOf } from '#lib/platform/guarded-forms.ts';
import { ActionForm, useFormStatusOf } from '../forms/action-form.tsx';
import type { FormAction } from '../forms/form-state.ts';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { botCheckFailures } from './bot-check-failures.ts';
import { type BotCheckRun, tokenField, useBotCheck } from './use-bot-check.ts';

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
  form: Exclude<GuardedFormName, 'contact'>;
  hidden?: Readonly<Record<string, string>> | undefined;
  className?: string | undefined;
  children: ReactNode;
}

/** How long a pressed button waits for the check before the form goes without a token, and the server says what that means. */
const waitMs = 20_000;
/** A form that the server takes without a token too is not kept waiting for long. */
const shortWaitMs = 5_000;

/**
 * A form that only people may send. A press of the button waits for the check to finish, which most people never see; one
 * that failed is tried once more. Without a check, and without JavaScript, the form is a plain one: what comes without a token
 * is the server's to refuse or to take.
 */
export function GuardedForm({ action, botCheck, form, hidden, className, children }: GuardedFormProps) {
  const needed = unvouchedOf(form) === 'refuse';
  // Who only reads a page about their rights is known to nobody else.
  const [begun, setBegun] = useState(needed);
  const run = useBotCheck(botCheck !== undefined && begun);
  usePolicyOfThisPage(botCheck?.nonce);
  const fill = (data: FormData) => run.fill(data, needed ? waitMs : shortWaitMs);
  return (
    <ActionForm
      action={action}
      before={botCheck && begun ? fill : undefined}
      onFocus={() => setBegun(true)}
      hidden={hidden}
      className={className}
      quiet
    >
      {children}
      {botCheck && begun ? <BotCheck {...{ botCheck, form, run, needed }} /> : null}
    </ActionForm>
  );
}

interface BotCheckProps {
  botCheck: BotCheckSettings;
  form: string;
  /** Whether the form is refused without it. */
  needed: boolean;
  run: BotCheckRun;
}

function BotCheck({ botCheck, form, needed, run }: BotCheckProps) {
  const { resolvedTheme } = useTheme();
  const { state, pending } = useFormStatusOf();
  const group = useRef<HTMLFieldSetElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each answer.
  useEffect(() => {
    if (state.status !== 'idle' && !pending) run.renew();
  }, [state, pending]);

  // What stands in a frame cannot be focused from here; what follows the group in the order of focus is the frame.
  const asked = run.asks && pending;
  useEffect(() => {
    if (asked) group.current?.focus();
  }, [asked]);

  const failure = needed && run.failure !== null ? botCheckFailures[run.failure] : null;
  return (
    <fieldset ref={group} tabIndex={-1} className="min-w-0 rounded-md outline-none" aria-label="Check for bots">
      <p role="status" className={run.asks ? 'mb-2 text-sm text-ink-2' : 'sr-only'}>
        {statusText(run, pending)}
      </p>
      <Turnstile
        key={run.run}
        ref={run.widget}
        siteKey={botCheck.siteKey}
        style={{ minWidth: 0 }}
        options={{
          action: form,
          appearance: 'interaction-only',
          size: 'flexible',
          theme: resolvedTheme === 'dark' || resolvedTheme === 'light' ? resolvedTheme : 'auto',
          responseFieldName: tokenField,
        }}
        scriptOptions={{ ...(botCheck.nonce ? { nonce: botCheck.nonce } : {}), onError: run.on.unloaded }}
        onWidgetLoad={run.on.loaded}
        onSuccess={run.on.solved}
        onExpire={run.on.expired}
        onBeforeInteractive={run.on.asking}
        onError={run.on.failed}
        onUnsupported={run.on.unsupported}
        onTimeout={run.on.timedOut}
      />
      {failure ? (
        <Callout tone="warn" live title={failure.title}>
          {failure.text}
          <div className="mt-2.5">
            <Button
              size="sm"
              onClick={() => {
                // The button goes with the message; the focus stays with the check.
                group.current?.focus();
                run.again();
              }}
            >
              Try the check again
            </Button>
          </div>
        </Callout>
      ) : null}
      {needed ? (
        <noscript>
          <Callout tone="warn" title="This form needs JavaScript">
            It is checked that a person sends it, and that check runs in the browser. Turn JavaScript on for this site,
            then load the page again.
          </Callout>
        </noscript>
      ) : null}
    </fieldset>
  );
}

function statusText({ asks, failure, run }: BotCheckRun, pending: boolean): string {
  if (asks) return 'Answer the check below to go on.';
  if (failure !== null) return '';
  if (pending) return 'One moment: it is checked that a person sends this form.';
  return run > 0 ? 'The check for bots is loaded again.' : '';
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
