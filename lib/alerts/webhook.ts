import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { seal, unseal } from '../platform/crypto/aead.ts';
import { type OutboundPolicy, type PostOutcome, postOut } from '../platform/outbound/post-out.ts';

/** A new secret in the form of Standard Webhooks: `whsec_` and 32 random bytes in base64. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

export function sealWebhookSecret(key: Uint8Array, orgId: string, secret: string): Buffer {
  return seal(key, Buffer.from(secret, 'utf8'), contextOf(orgId));
}

export function openWebhookSecret(key: Uint8Array, orgId: string, sealed: Uint8Array): string {
  return unseal(key, sealed, contextOf(orgId)).toString('utf8');
}

function contextOf(orgId: string): string {
  return `holdfast/v1/alert-webhook/${orgId}`;
}

export interface WebhookCall {
  readonly url: string;
  readonly secret: string;
  /** The same at each attempt, so that a receiver takes it once. */
  readonly id: string;
  readonly body: string;
  readonly at: Date;
}

/** Sends one message, signed as Standard Webhooks says. Never throws. */
export function postWebhook(call: WebhookCall, policy: OutboundPolicy): Promise<PostOutcome> {
  const { url, secret, id, body, at } = call;
  return postOut(
    {
      url,
      body,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Holdfast',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': new Webhook(secret).sign(id, at, body),
      },
    },
    policy,
  );
}
