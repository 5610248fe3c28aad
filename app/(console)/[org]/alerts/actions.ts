'use server';

import { acknowledgeAlert } from '#lib/alerts/acknowledge-alert.ts';
import { removeAlertWebhook } from '#lib/alerts/remove-webhook.ts';
import { resolveAlert } from '#lib/alerts/resolve-alert.ts';
import { retryDelivery } from '#lib/alerts/retry-delivery.ts';
import { setAlertWebhook } from '#lib/alerts/set-webhook.ts';
import { testAlertWebhook } from '#lib/alerts/test-webhook.ts';
import { updateAlertSettings } from '#lib/alerts/update-settings.ts';
import { serverAction } from '#lib/http/action-door.ts';
import { updatePublication } from '#lib/ledger/publish/update-publication.ts';
import type { WebhookState } from '../../../../components/console/alerts/alert-types.ts';
import type { FormState } from '../../../../components/forms/form-state.ts';
import { testMessage } from './test-message.ts';
import { witnessLines } from './witness-lines.ts';

export const acknowledgeAlertAction = serverAction(acknowledgeAlert, {
  from: (form) => ({ id: form.get('id') }),
  done: (): FormState => ({ status: 'done', message: 'Acknowledged: you take care of it.' }),
});

export const resolveAlertAction = serverAction(resolveAlert, {
  from: (form) => ({ id: form.get('id') }),
  done: (): FormState => ({ status: 'done', message: 'Settled. Seen again, it is a new alert.' }),
});

export const retryDeliveryAction = serverAction(retryDelivery, {
  from: (form) => ({ id: form.get('id') }),
  done: (): FormState => ({ status: 'done', message: 'It is on its way again.' }),
});

export const updateAlertSettingsAction = serverAction(updateAlertSettings, {
  from: (form) => ({ mailTo: form.get('mailTo') }),
  done: (): FormState => ({ status: 'done', message: 'Recipients saved.' }),
});

export const setAlertWebhookAction = serverAction(setAlertWebhook, {
  from: (form) => ({ url: form.get('url') }),
  done: (webhook): WebhookState => ({ status: 'done', webhook, message: 'Webhook set.' }),
});

export const testAlertWebhookAction = serverAction(testAlertWebhook, {
  from: () => ({}),
  done: (outcome): FormState => testMessage(outcome),
});

export const removeAlertWebhookAction = serverAction(removeAlertWebhook, {
  from: () => ({}),
  done: (): FormState => ({ status: 'done', message: 'Webhook removed.' }),
});

export const updatePublicationAction = serverAction(updatePublication, {
  from: (form) => ({ mail: form.get('mail'), webhook: form.get('webhook') === 'on', witnesses: witnessLines(form) }),
  done: (): FormState => ({ status: 'done', message: 'Saved.' }),
});
