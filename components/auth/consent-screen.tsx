'use client';

import { AppWindow, CircleCheck, ShieldAlert } from 'lucide-react';
import type { z } from 'zod';
import type { Consent } from '#lib/identity/oauth/schema.ts';
import { ActionForm, FormProblem } from '../forms/action-form.tsx';
import type { FormAction, FormState } from '../forms/form-state.ts';
import { SubmitButton } from '../forms/submit-button.tsx';
import { PageLinkButton } from '../ui/page-link.tsx';
import { AccountBar } from './account-bar.tsx';
import { AskedScopes, afterDays, namesOf } from './asked-scopes.tsx';
import { Screen, Subject } from './screen.tsx';

/** What the action behind the form answers; when done, where the browser goes now. */
export interface ConsentState extends FormState {
  goTo?: string | undefined;
  destination?: string | undefined;
}

export interface ConsentScreenProps {
  asked: z.output<typeof Consent>;
  /** The request, sent back as it came; it is judged again. */
  query: string;
  /** Form fields `query`, `organizationId`, `scopes`, `decision` (allow or deny). */
  action: FormAction<ConsentState>;
  signedInAs: string;
  signOutAction: FormAction;
}

/** A program asks to act for the person: which, where, what, and two buttons. Showing it allows nothing. */
export function ConsentScreen({ asked, query, action, signedInAs, signOutAction }: ConsentScreenProps) {
  const { client, organization, allowed, withheld, destination } = asked;
  return (
    <Screen
      icon={<AppWindow />}
      title={`Let ${client.name} act for you?`}
      action={
        <div className="grid gap-5">
          <AskedScopes allowed={allowed} withheld={withheld} />
          <ActionForm<ConsentState>
            action={action}
            initialState={{ status: 'idle' }}
            hidden={{ query, organizationId: organization.id, scopes: namesOf(allowed) }}
            quiet
            onDone={({ goTo }) => {
              if (goTo !== undefined) window.location.assign(goTo);
            }}
          >
            {({ state }) =>
              state.status === 'done' && state.goTo !== undefined ? (
                <Decided goTo={state.goTo} name={client.name} />
              ) : (
                <div className="grid gap-3">
                  <FormProblem />
                  <SubmitButton name="decision" value="allow" size="lg" wide>
                    Allow
                  </SubmitButton>
                  <SubmitButton name="decision" value="deny" variant="secondary" size="lg" wide>
                    Do not allow
                  </SubmitButton>
                </div>
              )
            }
          </ActionForm>
        </div>
      }
      footer={
        <>
          <p>
            You started nothing, or do not know this program? Do not allow it. What you allow ends{' '}
            {afterDays(asked.endsAfterDays)} at the latest, and at once when you end it under Connected apps.
          </p>
          <AccountBar email={signedInAs} signOutAction={signOutAction} />
        </>
      }
    >
      <p>
        <Subject>{client.name}</Subject>
        {client.builtIn ? ', which comes with Holdfast, ' : ', which owners of the organisation registered, '}
        asks to act for you in <Subject>{organization.name}</Subject>. The answer goes to {destination}.
      </p>
    </Screen>
  );
}

/** Without JavaScript, and wherever the browser does not go by itself, the person goes on by this. */
function Decided({ goTo, name }: { goTo: string; name: string }) {
  return (
    <div className="grid gap-3" role="status">
      <p className="flex items-center gap-2 text-sm text-ink-2">
        <CircleCheck aria-hidden="true" className="size-4 text-ok-ink" />
        Going back to {name}.
      </p>
      <PageLinkButton href={goTo} variant="primary" size="lg" wide>
        Go on to {name}
      </PageLinkButton>
    </div>
  );
}

/** A request that is answered to nobody: who asks, or where the answer would go, is not known. */
export function RequestRefusedScreen({ message }: { message: string }) {
  return (
    <Screen icon={<ShieldAlert />} tone="warn" title="This request cannot be answered">
      <p>{message}</p>
      <p>Nothing was allowed. Start again from the program; if this stays, tell whoever made it.</p>
    </Screen>
  );
}
