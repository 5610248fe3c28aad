'use client';

import { CircleCheck, CircleX, MonitorSmartphone } from 'lucide-react';
import { useState } from 'react';
import type { z } from 'zod';
import type { DeviceRequest } from '#lib/identity/oauth/schema.ts';
import { ActionForm, FormProblem } from '../forms/action-form.tsx';
import { TextField } from '../forms/fields.tsx';
import type { FormAction, FormState } from '../forms/form-state.ts';
import { SubmitButton } from '../forms/submit-button.tsx';
import { Button } from '../ui/button.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { AccountBar } from './account-bar.tsx';
import { AskedScopes, afterDays } from './asked-scopes.tsx';
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
  /** Form field `userCode`. */
  readAction: FormAction<DeviceFoundState>;
  /** Form fields `userCode`, `organizationId`, `decision` (allow or deny). */
  decideAction: FormAction<DeviceDecidedState>;
  signedInAs: string;
  signOutAction: FormAction;
}

interface Found {
  readonly asked: z.output<typeof DeviceRequest>;
  readonly userCode: string;
}

/** Connects a device that has no browser: the person types its code, sees what it asks for, and decides. */
export function DeviceScreen({ readAction, decideAction, signedInAs, signOutAction }: DeviceScreenProps) {
  const [found, setFound] = useState<Found | null>(null);
  const [decided, setDecided] = useState<DeviceDecidedState['decided']>();
  if (decided !== undefined) return <DecidedScreen decided={decided} />;
  if (found !== null) {
    return <AskedScreen found={found} action={decideAction} onDecided={setDecided} onBack={() => setFound(null)} />;
  }
  return (
    <Screen
      icon={<MonitorSmartphone />}
      title="Connect a device"
      action={
        <ActionForm<DeviceFoundState>
          action={readAction}
          initialState={{ status: 'idle' }}
          className="grid gap-4"
          quiet
          onDone={({ found: asked, userCode }) => {
            if (asked !== undefined && userCode !== undefined) setFound({ asked, userCode });
          }}
        >
          <FormProblem />
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
        </ActionForm>
      }
      footer={<AccountBar email={signedInAs} signOutAction={signOutAction} />}
    >
      <p>Type the code that the device or command shows you.</p>
      <p>Somebody sent you a code, or reads one to you? Do not type it: whoever has it would act in your name.</p>
    </Screen>
  );
}

interface AskedScreenProps {
  found: Found;
  action: FormAction<DeviceDecidedState>;
  onDecided: (decided: DeviceDecidedState['decided']) => void;
  onBack: () => void;
}

function AskedScreen({ found: { asked, userCode }, action, onDecided, onBack }: AskedScreenProps) {
  const { client, organization, device, askedAt, allowed, withheld } = asked;
  return (
    <Screen
      icon={<MonitorSmartphone />}
      title={`Let ${client.name} act for you?`}
      action={
        <div className="grid gap-5">
          <AskedScopes allowed={allowed} withheld={withheld} />
          <ActionForm<DeviceDecidedState>
            action={action}
            initialState={{ status: 'idle' }}
            hidden={{ userCode, organizationId: organization.id }}
            className="grid gap-3"
            quiet
            onDone={({ decided }) => onDecided(decided)}
          >
            <FormProblem />
            <SubmitButton name="decision" value="allow" size="lg" wide>
              Allow
            </SubmitButton>
            <SubmitButton name="decision" value="deny" variant="secondary" size="lg" wide>
              Do not allow
            </SubmitButton>
            <Button variant="ghost" size="lg" wide onClick={onBack}>
              Type another code
            </Button>
          </ActionForm>
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
