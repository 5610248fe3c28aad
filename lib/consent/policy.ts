import { canonicalJson, type Json } from '../ledger/canonical.ts';
import type { ReceiptDraft } from '../ledger/receipt.ts';
import { sha256 } from '../platform/crypto/digest.ts';
import type { SqlReader, SqlWriter } from '../platform/db/types.ts';
import { fail } from '../platform/errors.ts';
import { remembered } from '../platform/remembered.ts';
import { findConsentStorefront, findPolicyRow, insertPolicy, saveConsent } from './policy-store.ts';
import { type ConsentSettingsOf, type PolicySnapshot, StoredConsent, type StoredConsentOf } from './schema.ts';
import { textsOf } from './texts-of.ts';

/** Whose policy it is, as visitors read it. */
export interface PolicySubject {
  readonly storefront: { readonly id: string; readonly slug: string; readonly name: string };
  readonly organization: string;
  /** The installation's, for the storefront's own legal pages. */
  readonly origin: string;
}

/** What these settings ask, word for word. The same settings of the same storefront give the same snapshot. */
export function policySnapshot(subject: PolicySubject, settings: ConsentSettingsOf): PolicySnapshot {
  const { storefront, organization, origin } = subject;
  const languages = [...settings.languages].sort();
  return {
    version: 1,
    storefront: { id: storefront.id, slug: storefront.slug, name: storefront.name },
    organization,
    categories: settings.categories,
    services: settings.services.map(({ privacyUrl, ...service }) =>
      privacyUrl === undefined ? service : { ...service, privacyUrl },
    ),
    gpc: settings.gpc,
    privacyUrl: settings.privacyUrl ?? `${origin}/s/${storefront.slug}/privacy`,
    imprintUrl: settings.imprintUrl ?? `${origin}/s/${storefront.slug}/imprint`,
    texts: Object.fromEntries(languages.map((language) => [language, textsOf(language, settings.texts[language])])),
  };
}

/** The one text of a snapshot, and the SHA-256 that names it. */
export function sealedPolicy(snapshot: PolicySnapshot): { readonly hash: string; readonly text: string } {
  const text = canonicalJson(snapshot as unknown as Json);
  return { hash: policyHash(text), text };
}

export function policyHash(text: string): string {
  return sha256(text).toString('hex');
}

interface OpenedPolicy {
  readonly hash: string;
  readonly snapshot: PolicySnapshot;
}

function openPolicy(text: string): OpenedPolicy {
  return { hash: policyHash(text), snapshot: JSON.parse(text) as PolicySnapshot };
}

/** A snapshot holds the texts of every language, and every visitor's page and banner ask for it. */
const openedPolicy = remembered<OpenedPolicy>(100);

/**
 * The policy of this hash that was asked on the storefront.
 * @throws `internal` when what is kept is not what the hash names: nobody is shown anything but what was asked.
 */
export async function readPolicy(
  db: SqlReader,
  storefrontId: string,
  hash: string,
): Promise<{ readonly snapshot: PolicySnapshot; readonly since: string } | undefined> {
  const row = await findPolicyRow(db, storefrontId, hash);
  if (row === undefined) return undefined;
  const opened = openedPolicy(row.snapshot, openPolicy);
  if (opened.hash !== hash) throw fail('internal', { detail: `policy ${hash} is not what was asked` });
  return { snapshot: opened.snapshot, since: row.createdAt };
}

/** The settings of a storefront's column `consent`. @throws `internal` when it holds something else. */
export function readStoredConsent(text: string): StoredConsentOf {
  const read = StoredConsent.safeParse(JSON.parse(text));
  if (!read.success) throw fail('internal', { detail: `consent settings: ${read.error.message}` });
  return read.data;
}

export interface PublishedPolicy {
  /** SHA-256 of what visitors are asked from now on. */
  readonly policy: string;
  /** Whether it differs from what they were asked before: then they are asked again. */
  readonly asksAgain: boolean;
  /** For the write that it was part of. Empty when nothing changed. */
  readonly receipts: readonly ReceiptDraft[];
}

/**
 * Makes settings count: part of the write that publishes a storefront, or its consent settings. Afterwards visitors are
 * asked exactly the snapshot of the returned hash, which is kept for as long as anybody's choice names it.
 *
 * @param which `draft` publishes what was edited; `published` keeps the settings and asks them of the storefront as it is
 * called now. Before anything was published both mean the draft.
 * @throws `not_found` when there is no such storefront.
 */
export async function publishPolicy(
  tx: SqlWriter,
  subject: PolicySubject,
  { which, at }: { readonly which: 'draft' | 'published'; readonly at: Date },
): Promise<PublishedPolicy> {
  const { id } = subject.storefront;
  const row = await findConsentStorefront(tx, id);
  if (row === undefined) throw fail('not_found');
  const stored = readStoredConsent(row.consent);
  const settings = which === 'draft' ? stored.draft : (stored.published ?? stored.draft);
  const { hash, text } = sealedPolicy(policySnapshot(subject, settings));
  const asksAgain = row.policy !== hash;
  const consent = canonicalJson({ ...stored, published: settings } as unknown as Json);
  const same = canonicalJson(stored as unknown as Json) === consent;
  if (!asksAgain && same) return { policy: hash, asksAgain, receipts: [] };
  await insertPolicy(tx, { hash, storefrontId: id, snapshot: text, createdAt: at.toISOString() });
  await saveConsent(tx, id, { consent, policy: hash, at: at.toISOString() });
  const { theme, consentMode, askAgainDays } = settings;
  const detail = { policy: hash, asksAgain, theme, consentMode, askAgainDays };
  return { policy: hash, asksAgain, receipts: [{ action: 'consentPolicy.published', subject: id, detail }] };
}
