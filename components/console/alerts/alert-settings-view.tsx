'use client';

import { ActionForm, FormProblem } from '../../forms/action-form.tsx';
import { SelectField, TextAreaField } from '../../forms/fields.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { Card } from '../../ui/card.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { consolePaths } from '../paths.ts';
import type { AlertSettingsItem, DeliveryItem, PublicationItem } from './alert-types.ts';
import { DeliveryList } from './delivery-list.tsx';
import { WebhookCard, type WebhookCardProps } from './webhook-card.tsx';

export interface AlertSettingsViewProps {
  /** The organisation's slug. */
  org: string;
  settings: AlertSettingsItem;
  /** Missing for readers who may not read the ledger. */
  publication?: PublicationItem | undefined;
  /** Messages that were given up. */
  failed: readonly DeliveryItem[];
  /** Form field `mailTo`. */
  mailAction: FormAction;
  /** Form fields `mail` and `webhook`. */
  publicationAction: FormAction;
  retryAction: FormAction;
  webhookActions: Pick<WebhookCardProps, 'setAction' | 'testAction' | 'removeAction'>;
  /** Why the reader cannot change anything here; leave out when they can. */
  refusal?: string | undefined;
  /** Why the reader cannot send a message again. */
  retryRefusal?: string | undefined;
}

const recipients = [
  { value: 'owners_and_admins', label: 'Owners and admins' },
  { value: 'owners', label: 'Owners' },
  { value: 'nobody', label: 'Nobody' },
];
const mails = [
  { value: 'off', label: 'Never' },
  { value: 'daily', label: 'Once a day' },
  { value: 'hourly', label: 'Once an hour' },
];
const onOff = [
  { value: 'off', label: 'No' },
  { value: 'on', label: 'Yes, each one' },
];

/** Who hears of alerts, and where the signed heads of the ledger go. */
export function AlertSettingsView(props: AlertSettingsViewProps) {
  const { org, settings, publication, failed, mailAction, publicationAction, refusal } = props;
  return (
    <div className="grid gap-6">
      <PageHeader
        crumbs={[{ label: 'Alerts', href: consolePaths.alerts(org) }, { label: 'Who hears of them' }]}
        title="Who hears of alerts"
        description={refusal ?? 'Mail and webhook for alerts, and copies of the signed heads of the ledger.'}
      />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <div className="grid min-w-0 gap-6">
          <ActionForm action={mailAction}>
            <Card title="Mail" footer={<SubmitButton disabledReason={refusal}>Save recipients</SubmitButton>}>
              <div className="grid gap-4">
                <FormProblem />
                <SelectField
                  name="mailTo"
                  label="Alerts go to"
                  hint="Owners hear of a ledger that is not what was written, whatever stands here."
                  defaultValue={settings.mailTo}
                  options={recipients}
                />
              </div>
            </Card>
          </ActionForm>
          <WebhookCard url={settings.webhookUrl} refusal={refusal} {...props.webhookActions} />
        </div>
        <div className="grid min-w-0 gap-6">
          {publication === undefined ? null : (
            <ActionForm action={publicationAction}>
              <PublicationCard {...{ publication, refusal }} hasWebhook={settings.webhookUrl !== null} />
            </ActionForm>
          )}
          <Card flush title="Messages that were given up">
            <DeliveryList
              deliveries={failed}
              retryAction={props.retryAction}
              refusal={props.retryRefusal}
              none="Everything that was sent was taken, or is still being tried."
            />
          </Card>
        </div>
      </div>
    </div>
  );
}

function PublicationCard({
  publication,
  refusal,
  hasWebhook,
}: {
  publication: PublicationItem;
  refusal: string | undefined;
  hasWebhook: boolean;
}) {
  const { mail, webhook, mailedAt, mailedSize, webhookSize, witnesses, folder } = publication;
  const silent = witnesses.filter(({ failingSince }) => failingSince !== null);
  return (
    <Card
      title="Checkpoints of the ledger"
      description="A signed head proves later cuts, rollbacks and changes to whoever keeps it elsewhere."
      footer={<SubmitButton disabledReason={refusal}>Save</SubmitButton>}
    >
      <div className="grid gap-4">
        <FormProblem />
        <SelectField
          name="mail"
          label="By mail"
          hint={
            mailedAt === null || mailedSize === 0 ? (
              'To the people whom alerts go to, if there is a new one.'
            ) : (
              <>
                Last one of {mailedSize} receipts; looked for <RelativeTime at={mailedAt} />.
              </>
            )
          }
          defaultValue={mail}
          options={mails}
        />
        <SelectField
          name="webhook"
          label="To the webhook"
          hint={
            hasWebhook
              ? webhookSize === 0
                ? 'As they are signed, once a minute at most.'
                : `Last one of ${webhookSize} receipts.`
              : 'Set a webhook first.'
          }
          defaultValue={webhook ? 'on' : 'off'}
          options={onOff}
        />
        <TextAreaField
          name="witnesses"
          label="Witnesses"
          optional
          hint={
            silent.length === 0
              ? 'Who cosigns each checkpoint, one a line: its address, a space, its key. Another installation tells both by `holdfast witness`.'
              : `${silent.length} of ${witnesses.length} did not answer lately. One a line: its address, a space, its key.`
          }
          defaultValue={witnesses.map(({ url, vkey }) => `${url} ${vkey}`).join('\n')}
          rows={3}
          maxLength={12_000}
          placeholder="https://witness.example.com/api/v1/witness witness.example.com/witness+…"
        />
        <p className="text-sm text-ink-2">
          {folder
            ? 'This installation also keeps each checkpoint in a folder apart from its data.'
            : 'Whoever runs this installation can also keep each checkpoint in a folder on another disk.'}
        </p>
      </div>
    </Card>
  );
}
