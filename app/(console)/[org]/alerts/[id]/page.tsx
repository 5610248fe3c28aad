import type { Metadata } from 'next';
import { listDeliveries } from '#lib/alerts/list-deliveries.ts';
import { readAlert } from '#lib/alerts/read-alert.ts';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { AlertView } from '../../../../../components/console/alerts/alert-view.tsx';
import { peopleOf } from '../../people.ts';
import { acknowledgeAlertAction, resolveAlertAction, retryDeliveryAction } from '../actions.ts';

export const metadata: Metadata = { title: 'Alert' };

interface AlertPageProps {
  params: Promise<{ org: string; id: string }>;
}

export default async function AlertPage({ params }: AlertPageProps) {
  const { org, id } = await params;
  const inOrg = { orgSlug: org };
  const { scopes } = await pageCall(readCaller, {}, inOrg);
  const alert = await pageCall(readAlert, { id }, inOrg);
  const [deliveries, people] = await Promise.all([
    pageCall(listDeliveries, { subject: alert.id, limit: 100 }, inOrg),
    peopleOf(org, scopes),
  ]);
  return (
    <AlertView
      {...{ org, alert, people }}
      deliveries={deliveries.data}
      acknowledgeAction={acknowledgeAlertAction}
      resolveAction={resolveAlertAction}
      retryAction={retryDeliveryAction}
      refusal={scopes.includes('alerts:write') ? undefined : 'Only owners and admins take care of alerts.'}
    />
  );
}
