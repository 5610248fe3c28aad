'use client';

import { CircleCheck, CircleX, MonitorSmartphone } from 'lucide-react';
import type { z } from 'zod';
import type { DeviceRequest } from '#lib/identity/oauth/schema.ts';
import { FormProblem, type HeldAction, HeldForm, Problem, useHeldAction } from '../forms/action-form.tsx';
import { TextField } from '../forms/fields.tsx';
import type { FormAction, FormState } from '../forms/form-state.ts';
import { SubmitButton } from '../forms/submit-button.tsx';
import { PageLinkButton } from '../ui/page-link.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { AccountBar } from './account-bar.tsx';
import { AskedScopes, afterDays, namesOf } from './asked-scopes.tsx';
import { Screen, Subject } from './screen.tsx';

/** What looking a code up answers. */
export interface DeviceFoundState extends FormState {
  found?: z.output<typeof DeviceRequest> | undefined;
  userCode?: string | undefined;
}

/** What deciding answers. */
export interface DeviceDecidedState extends FormState {
  decided?: 'allowed' | 'denied' | undefined;
}

export interface DeviceScreenProps {
  /** This page, to begin anew. */
  href: string;
  /** Form field `userCode`. */
  readAction: FormAction<DeviceFoundState>;
  /** Form fields `userCode`, `organizationId`, `scopes`, `decision` (allow or deny). */
  decideAction: FormAction<DeviceDecidedState>;
  signedInAs: string;
  signOutAction: FormAction;
}

/**
 * Connects a device that has no browser: the person types its code, sees what it asks for, and decides. Each step is the
 * answer to the one before, so that the code stands in no address, with JavaScript or without.
 */
export function DeviceScreen({ href, readAction, decideAction, signedInAs, signOutAction }: DeviceScreenProps) {
  const reading = useHeldAction(readAction);
  const deciding = useHeldAction(decideAction);
  const { found, userCode } = reading.state;
  const { decided } = deciding.state;
  if (decided !== undefined) return <DecidedScreen decided={decided} />;
  if (found !== undefined && userCode !== undefined) {
    return <AskedScreen asked={found} userCode={userCode} deciding={deciding} href={href} />;
  }
  return (
    <Screen
      icon={<MonitorSmartphone />}
      title="Connect a device"
      action={
        <HeldForm held={reading} className="grid gap-4" quiet>
          <FormProblem />
          <Problem state={deciding.state} />
          <TextField
            name="userCode"
            label="Code on the device"
            hint="Eight letters, such as BCDF-GHJK"
            size="lg"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={32}
            required
          />
          <SubmitButton size="lg" wide>
            Go on
          </SubmitButton>
        </HeldForm>
      }
      footer={<AccountBar email={signedInAs} signOutAction={signOutAction} />}
    >
      <p>Type the code that the device or command shows you.</p>
      <p>Somebody sent you a code, or reads one to you? Do not type it: whoever has it would act in your name.</p>
    </Screen>
  );
}

interface AskedScreenProps {
  asked: z.output<typeof DeviceRequest>;
  userCode: string;
  deciding: HeldAction<DeviceDecidedState>;
  href: string;
}

function AskedScreen({ asked, userCode, deciding, href }: AskedScreenProps) {
  const { client, organization, device, askedAt, allowed, withheld } = asked;
  return (
    <Screen
      icon={<MonitorSmartphone />}
      title={`Let ${client.name} act for you?`}
      action={
        <div className="grid gap-5">
          <AskedScopes allowed={allowed} withheld={withheld} />
          <HeldForm
            held={deciding}
            hidden={{ userCode, organizationId: organization.id, scopes: namesOf(allowed) }}
            className="grid gap-3"
            quiet
          >
            <FormProblem />
            <SubmitButton name="decision" value="allow" size="lg" wide>
              Allow
            </SubmitButton>
            <SubmitButton name="decision" value="deny" variant="secondary" size="lg" wide>
              Do not allow
            </SubmitButton>
            <PageLinkButton href={href} variant="ghost" size="lg" wide>
              Type another code
            </PageLinkButton>
          </HeldForm>
        </div>
      }
      footer={
        <p>
          Allow it only if the code is on a device in front of you. What you allow ends {afterDays(asked.endsAfterDays)}{' '}
          at the latest, and at once when you end it under Connected apps.
        </p>
      }
    >
      <p>
        A device asked for a code <RelativeTime at={askedAt} />. It would act for you in{' '}
        <Subject>{organization.name}</Subject>.
      </p>
      {device === null ? null : (
        <p>
          It calls itself <Subject>{device}</Subject>.
        </p>
      )}
    </Screen>
  );
}

function DecidedScreen({ decided }: { decided: 'allowed' | 'denied' }) {
  if (decided === 'denied') {
    return (
      <Screen icon={<CircleX />} tone="neutral" title="Not allowed">
        <p role="status">The device is told so. You can close this page.</p>
      </Screen>
    );
  }
  return (
    <Screen icon={<CircleCheck />} title="The device is connected">
      <p role="status">It goes on by itself within seconds. You can close this page.</p>
    </Screen>
  );
}
