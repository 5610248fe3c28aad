'use client';

import { useState } from 'react';
import { ActionForm, FormProblem } from '../../forms/action-form.tsx';
import { ConfirmDialog } from '../../forms/confirm-dialog.tsx';
import { TextField } from '../../forms/fields.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { CopyField } from '../../ui/copy-field.tsx';
import { toldAtOnce } from '../told-at-once.ts';
import type { WebhookState } from './alert-types.ts';

export interface WebhookCardProps {
  url: string | null;
  /** Form field `url`. */
  setAction: FormAction<WebhookState>;
  testAction: FormAction;
  removeAction: FormAction;
  refusal?: string | undefined;
}

/** Where alerts are sent as they happen. The secret is shown once, as it is made. */
export function WebhookCard({ url, setAction, testAction, removeAction, refusal }: WebhookCardProps) {
  const [made, setMade] = useState<WebhookState['webhook']>(undefined);
  return (
    <Card
      title="Webhook"
      description="Each alert is posted there, signed as Standard Webhooks says, and tried again for a day until it is taken."
    >
      <div className="grid gap-5">
        {made === undefined ? null : (
          <div className="grid gap-3">
            <CopyField
              label="Signing secret"
              value={made.secret}
              secret
              hint="Give it to the receiver. It is shown this once; setting the webhook again makes a new one."
            />
            <Callout tone="warn">Keep it where secrets are kept. Whoever has it can send alerts in our name.</Callout>
          </div>
        )}
        <ActionForm action={setAction} initialState={{ status: 'idle' }} onDone={({ webhook }) => setMade(webhook)}>
          <FormProblem className="mb-4" />
          <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_auto]">
            <TextField
              name="url"
              label="Address"
              hint="An https address of the public internet. Redirects are not followed."
              defaultValue={url ?? ''}
              placeholder="https://hooks.example.com/holdfast"
              inputMode="url"
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              maxLength={2_000}
              readOnly={refusal !== undefined}
              required
            />
            <div className="sm:pt-6.5">
              <SubmitButton wide disabledReason={refusal}>
                {url === null ? 'Set webhook' : 'Set anew'}
              </SubmitButton>
            </div>
          </div>
        </ActionForm>
        {url === null ? null : (
          <div className="flex flex-wrap items-start gap-2">
            <ActionForm action={testAction}>
              <FormProblem className="mb-2" />
              <SubmitButton variant="secondary" disabledReason={refusal}>
                Send a test
              </SubmitButton>
            </ActionForm>
            <RemoveWebhook url={url} action={removeAction} refusal={refusal} />
          </div>
        )}
      </div>
    </Card>
  );
}

function RemoveWebhook({ url, action, refusal }: { url: string; action: FormAction; refusal: string | undefined }) {
  if (refusal !== undefined) {
    return (
      <Button variant="ghost" disabledReason={refusal}>
        Remove webhook
      </Button>
    );
  }
  return (
    <ConfirmDialog
      trigger={<Button variant="ghost">Remove webhook</Button>}
      title="Remove the webhook?"
      description={new URL(url).host}
      impact={['Alerts and checkpoints are not sent there any more; what waits to be sent is given up.']}
      confirmLabel="Remove webhook"
      action={toldAtOnce(action)}
    />
  );
}
