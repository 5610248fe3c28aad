import type { Metadata } from 'next';
import { listDeliveries } from '#lib/alerts/list-deliveries.ts';
import { readAlertSettings } from '#lib/alerts/read-settings.ts';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { readPublication } from '#lib/ledger/publish/read-publication.ts';
import { AlertSettingsView } from '../../../../../components/console/alerts/alert-settings-view.tsx';
import {
  removeAlertWebhookAction,
  retryDeliveryAction,
  setAlertWebhookAction,
  testAlertWebhookAction,
  updateAlertSettingsAction,
  updatePublicationAction,
} from '../actions.ts';

export const metadata: Metadata = { title: 'Who hears of alerts' };

interface AlertSettingsPageProps {
  params: Promise<{ org: string }>;
}

export default async function AlertSettingsPage({ params }: AlertSettingsPageProps) {
  const { org } = await params;
  const inOrg = { orgSlug: org };
  const { scopes } = await pageCall(readCaller, {}, inOrg);
  const [settings, publication, failed] = await Promise.all([
    pageCall(readAlertSettings, {}, inOrg),
    scopes.includes('receipts:read') ? pageCall(readPublication, {}, inOrg) : undefined,
    pageCall(listDeliveries, { state: 'failed', limit: 20 }, inOrg),
  ]);
  return (
    <AlertSettingsView
      {...{ org, settings, publication }}
      failed={failed.data}
      mailAction={updateAlertSettingsAction}
      publicationAction={updatePublicationAction}
      retryAction={retryDeliveryAction}
      webhookActions={{
        setAction: setAlertWebhookAction,
        testAction: testAlertWebhookAction,
        removeAction: removeAlertWebhookAction,
      }}
      refusal={scopes.includes('organization:write') ? undefined : 'Only owners and admins decide who hears of alerts.'}
      retryRefusal={scopes.includes('alerts:write') ? undefined : 'Only owners and admins send messages again.'}
    />
  );
}
