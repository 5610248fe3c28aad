import { runtime } from '#lib/runtime.ts';
import { newStorefrontContent, type StorefrontContentOf } from '#lib/storefronts/content.ts';
import { newFormToken } from '#lib/storefronts/message/form-token.ts';
import { sendMessage } from '#lib/storefronts/message/send-message.ts';
import { takeMessage } from '#lib/storefronts/message/take-message.ts';
import { anonymous, call, type TestOrganization } from './call.ts';
import { askingStorefront } from './consents.ts';

export interface WritingStorefront {
  readonly id: string;
  readonly slug: string;
}

/** A published storefront with a contact form. */
export async function writingStorefront(
  org: TestOrganization,
  contact: Partial<StorefrontContentOf['contact']> = {},
): Promise<WritingStorefront> {
  const { id, slug } = await askingStorefront(org);
  const content = newStorefrontContent(`marker-${org.slug}`, 'en');
  await inTenant(org, `UPDATE Storefront SET published = ?, draft = published WHERE id = ?`, [
    JSON.stringify({ ...content, contact: { ...content.contact, ...contact } }),
    id,
  ]);
  return { id, slug };
}

export async function inTenant(org: TestOrganization, sql: string, params: readonly string[] = []): Promise<void> {
  const lease = await runtime().tenancy.acquire(org.orgId);
  try {
    await lease.db.write((tx) => tx.run(sql, params));
  } finally {
    lease.release();
  }
}

export async function rowsOf<Row>(org: TestOrganization, sql: string, params: readonly string[] = []): Promise<Row[]> {
  const lease = await runtime().tenancy.acquire(org.orgId);
  try {
    return await lease.db.all<Row>(sql, params);
  } finally {
    lease.release();
  }
}

let visitors = 0;

/** Each visitor comes from an address of their own, so that limits stay out of the way. */
export function visitorAddress(): string {
  visitors += 1;
  return `10.7.${Math.floor(visitors / 250)}.${visitors % 250}`;
}

export const words = { name: 'Vera Visitor', email: 'vera@example.org', message: 'Do you deliver to Graz?' };

/** A form that was shown ten seconds ago. */
export function readForm(slug: string, secondsAgo = 10): string {
  const { secrets, clock } = runtime();
  return newFormToken(secrets.authSecret, slug, new Date(clock.now().getTime() - secondsAgo * 1_000));
}

export function send(slug: string, input: Record<string, unknown> = {}, address = visitorAddress()) {
  return call(sendMessage, anonymous, { slug, ...words, ...input }, { request: { address } });
}

/** The input of `messages.take`. */
export async function messageFor(org: TestOrganization, hold: 'no_token' | null = null) {
  const { id } = await writingStorefront(org);
  const once = Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) => byte.toString(16).padStart(2, '0'));
  const message = { ...words, message: `marker-${org.slug}`, phone: null, company: null };
  return { storefrontId: id, ...message, consentTag: null, once: once.join(''), hold };
}

/** A storefront with a message that nobody was mailed about yet. @returns its id. */
export async function untoldStorefront(org: TestOrganization): Promise<string> {
  const { id } = await writingStorefront(org);
  await inTenant(org, 'UPDATE Storefront SET messagesUntold = 1 WHERE id = ?', [id]);
  return id;
}

/** A message that waits. @returns its id. */
export async function heldMessage(org: TestOrganization): Promise<string> {
  await call(takeMessage, org.owner, await messageFor(org, 'no_token'));
  const [row] = await rowsOf<{ id: string }>(org, 'SELECT id FROM HeldMessage ORDER BY rowid DESC LIMIT 1');
  if (row === undefined) throw new Error('nothing is held');
  return row.id;
}
