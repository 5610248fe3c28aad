import { randomBytes } from 'node:crypto';
import type { RequestMeta } from '#lib/access/request.ts';
import { publishConsentSettings } from '#lib/consent/publish-settings.ts';
import { readBanner } from '#lib/consent/read-banner.ts';
import { recordConsent } from '#lib/consent/record-consent.ts';
import { type ConsentSettingsOf, consentDefaults } from '#lib/consent/schema.ts';
import { takeConsent } from '#lib/consent/take-consent.ts';
import { newId } from '#lib/platform/ids.ts';
import { runtime } from '#lib/runtime.ts';
import { newStorefrontContent } from '#lib/storefronts/content.ts';
import { anonymous, call, type TestOrganization } from './call.ts';

let made = 0;

/** A published storefront whose consent settings wait as a draft. @returns its id. */
export async function unaskedStorefront(
  org: TestOrganization,
  settings: Partial<ConsentSettingsOf> = {},
): Promise<string> {
  made += 1;
  const id = newId('stf');
  const slug = `${org.slug}-${made}`;
  const { tenancy, clock } = runtime();
  const at = clock.now().toISOString();
  await tenancy.control.write((tx) =>
    tx.run('INSERT INTO StorefrontAddress (slug, orgId, storefrontId, claimedAt) VALUES (?, ?, ?, ?)', [
      ...[slug, org.orgId, id, at],
    ]),
  );
  const consent = JSON.stringify({ draft: { ...consentDefaults, ...settings }, published: null });
  const page = JSON.stringify(newStorefrontContent(`marker-${org.slug}`, 'en'));
  const lease = await tenancy.acquire(org.orgId);
  try {
    await lease.db.write((tx) =>
      tx.run(
        `INSERT INTO Storefront (id, slug, state, draft, published, publishedAt, consent, policy, createdBy, createdAt, updatedAt)
         VALUES (?, ?, 'published', ?, ?, ?, ?, NULL, ?, ?, ?)`,
        [id, slug, page, page, at, consent, org.owner.userId, at, at],
      ),
    );
  } finally {
    lease.release();
  }
  return id;
}

export interface AskingStorefront {
  readonly id: string;
  readonly slug: string;
  readonly policy: string;
}

/** A storefront whose visitors are asked. */
export async function askingStorefront(
  org: TestOrganization,
  settings: Partial<ConsentSettingsOf> = {},
): Promise<AskingStorefront> {
  const id = await unaskedStorefront(org, settings);
  const { policy } = await call(publishConsentSettings, org.owner, { id });
  const row = await runtime().tenancy.control.get<{ slug: string }>(
    'SELECT slug FROM StorefrontAddress WHERE storefrontId = ?',
    [id],
  );
  if (policy === null || row === undefined) throw new Error('nothing is asked there');
  return { id, slug: row.slug, policy };
}

export const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';

/** The request of a browser on a page of ours. */
export function visitorRequest(request: Partial<RequestMeta> = {}): Partial<RequestMeta> {
  return { origin: runtime().origin, userAgent: firefox, address: '198.51.100.77', ...request };
}

export const newOnceKey = () => randomBytes(16).toString('hex');

export const yesToAll = { functional: true, analytics: true, marketing: true };
export const noToAll = { functional: false, analytics: false, marketing: false };

/** Chooses as the banner does. */
export function choose(
  { slug, policy }: AskingStorefront,
  input: Record<string, unknown> = {},
  request: Partial<RequestMeta> = {},
) {
  const choice = { storefront: slug, policy, choices: yesToAll, method: 'accept_all', language: 'de' };
  return call(
    recordConsent,
    anonymous,
    { ...choice, onceKey: newOnceKey(), ...input },
    { request: visitorRequest(request) },
  );
}

export function banner(slug: string, language?: string) {
  return call(readBanner, anonymous, { slug, language }, { request: visitorRequest() });
}

const randomTag = () => randomBytes(32).toString('hex');

/** The input of `consents.take`. */
export async function choiceFor(org: TestOrganization) {
  const { id, policy } = await askingStorefront(org);
  return {
    ...{ storefrontId: id, policy, onceTag: randomTag(), givenTag: null, newTag: randomTag(), choices: yesToAll },
    ...{ method: 'accept_all', language: 'en', userAgent: null, origin: 'https://shop.example' },
  };
}

/** A choice that was made, and what it is found by inside the organisation. */
export async function madeChoice(org: TestOrganization) {
  const input = await choiceFor(org);
  const { id } = await call(takeConsent, org.owner, input);
  return { id, storefrontId: input.storefrontId, tag: input.newTag };
}

export async function taggedChoice(org: TestOrganization) {
  const { storefrontId, tag } = await madeChoice(org);
  return { storefrontId, tag };
}
