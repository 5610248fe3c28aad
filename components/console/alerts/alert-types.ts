import type { z } from 'zod';
import type { Alert, AlertPage, AlertSettings, AlertWebhook, Delivery } from '#lib/alerts/schema.ts';
import type { LedgerPublication } from '#lib/ledger/publish/schema.ts';
import type { FormState } from '../../forms/form-state.ts';

export type AlertItem = z.output<typeof Alert>;
export type AlertList = z.output<typeof AlertPage>;
export type DeliveryItem = z.output<typeof Delivery>;
export type AlertSettingsItem = z.output<typeof AlertSettings>;
export type PublicationItem = z.output<typeof LedgerPublication>;

/** What the action that sets the webhook answers; the secret is there this once. */
export interface WebhookState extends FormState {
  webhook?: z.output<typeof AlertWebhook> | undefined;
}
