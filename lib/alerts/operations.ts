import type { Operation } from '../access/operation.ts';
import { acknowledgeAlert } from './acknowledge-alert.ts';
import { deliver } from './deliver.ts';
import { listAlerts } from './list-alerts.ts';
import { listDeliveries } from './list-deliveries.ts';
import { readAlert } from './read-alert.ts';
import { readAlertSettings } from './read-settings.ts';
import { removeAlertWebhook } from './remove-webhook.ts';
import { resolveAlert } from './resolve-alert.ts';
import { retryDelivery } from './retry-delivery.ts';
import { setAlertWebhook } from './set-webhook.ts';
import { testAlertWebhook } from './test-webhook.ts';
import { updateAlertSettings } from './update-settings.ts';

/** What somebody should look at, and who hears of it. */
export const alertOperations: readonly Operation[] = [
  listAlerts,
  readAlert,
  acknowledgeAlert,
  resolveAlert,
  readAlertSettings,
  updateAlertSettings,
  setAlertWebhook,
  removeAlertWebhook,
  testAlertWebhook,
  listDeliveries,
  retryDelivery,
  deliver,
];
