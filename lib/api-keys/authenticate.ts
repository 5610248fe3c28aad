import { keyScopes, type Permission } from '../access/permissions.ts';
import type { Principal } from '../access/principal.ts';
import { inBlocks } from '../platform/address-blocks.ts';
import type { Runtime } from '../runtime.ts';
import { parseKey } from './key-format.ts';
import { hashKey } from './key-hash.ts';
import { matchKey } from './match-key.ts';
import { stateOf, storedList } from './present.ts';
import { everyScope } from './schema.ts';
import { type CredentialRow, noteUse, replaceHash } from './store.ts';

export type KeyPrincipal = Extract<Principal, { kind: 'key' }>;

/** Why a key was refused. For the audit log alone: every caller sees the same `unauthorized`. CLAIMS K5. */
export type KeyRefusal =
  | 'key_malformed'
  | 'key_unknown'
  | 'key_wrong'
  | 'key_revoked'
  | 'key_expired'
  | 'key_address'
  | 'organization_inactive';

/** What came of proving a key. */
export type KeyProof =
  | { readonly ok: true; readonly principal: KeyPrincipal }
  | {
      readonly ok: false;
      readonly refusal: KeyRefusal;
      /** The key that the prefix fits, whether it is that key or a guess at it. */
      readonly near: { readonly keyId: string; readonly orgId: string } | null;
    };

/** States in which an organisation's keys are void. A quarantined one answers `tenant_unavailable` to proven callers. */
const orgsWithoutKeys = new Set(['provisioning', 'blocked', 'erasing']);

/** Use is noted to the minute: a write for each request would cost more than the request. */
const useGrainMs = 60_000;

/** Where a key was used. */
export interface KeyUse {
  /** The client's address by the trusted-hops rule. */
  readonly address: string;
  /** Method and path pattern, for example `GET /contacts/{id}`. */
  readonly route: string;
}

/**
 * Proves an API key. Afterwards, if `ok`, the key exists, the secret is the right one, it is neither revoked nor expired,
 * it may be used from this address, and its organisation can be used. What the key may do has **not** been checked, nor
 * any limit.
 *
 * Each way through does the same work: one look-up, one hash for each pepper, one comparison in constant time. What time
 * is left between them is hidden by the door's floor (CLAIMS K4).
 */
export async function proveApiKey(rt: Runtime, token: string, use: KeyUse): Promise<KeyProof> {
  const { control } = rt.tenancy;
  const now = rt.clock.now();
  const dataVersion = control.dataVersion();
  const key = parseKey(token);
  const { text, row, proven } = await matchKey(control, rt.secrets.apiKeyPeppers, key);
  const refusal = refusalOf(key !== null, row, proven, now, use);
  if (refusal !== null || row === undefined) {
    rt.provenKeys.forget(text);
    return { ok: false, refusal: refusal ?? 'key_unknown', near: row ? { keyId: row.id, orgId: row.orgId } : null };
  }
  rehash(rt, row, text);
  const noted = noteUseOf(rt, row, now, use);
  rt.provenKeys.remember(text, { row: noted, dataVersion, readAtMs: now.getTime() });
  return { ok: true, principal: principalOf(row) };
}

/**
 * Looks for the key among those that were proven a moment ago. `known` ones must be proven again, which is no guess and
 * needs no slot of the address; null says nothing at all of the key.
 */
export function recallApiKey(rt: Runtime, token: string, use: KeyUse): KeyPrincipal | 'known' | null {
  const key = parseKey(token);
  if (key === null) return null;
  const now = rt.clock.now();
  const dataVersion = rt.tenancy.control.dataVersion();
  const found = rt.provenKeys.find(key.text, dataVersion, now.getTime());
  if (found === null) return null;
  // What passes with time, and differs from request to request, is looked at each time.
  if (found.is === 'known' || refusalOf(true, found.row, true, now, use) !== null) return 'known';
  const noted = noteUseOf(rt, found.row, now, use);
  if (noted !== found.row) rt.provenKeys.remember(key.text, { row: noted, dataVersion, readAtMs: now.getTime() });
  return principalOf(found.row);
}

function refusalOf(
  wellFormed: boolean,
  row: CredentialRow | undefined,
  proven: boolean,
  now: Date,
  use: KeyUse,
): KeyRefusal | null {
  if (!wellFormed) return 'key_malformed';
  if (row === undefined) return 'key_unknown';
  if (!proven) return 'key_wrong';
  const state = stateOf(row, now);
  if (state !== 'active') return state === 'revoked' ? 'key_revoked' : 'key_expired';
  // A list that cannot be read allows no address.
  if (row.allowedAddresses !== '[]' && !inBlocks(use.address, storedList(row.allowedAddresses))) return 'key_address';
  return orgsWithoutKeys.has(row.orgStatus) ? 'organization_inactive' : null;
}

function principalOf(row: CredentialRow): KeyPrincipal {
  return { kind: 'key', keyId: row.id, name: row.name, orgId: row.orgId, scopes: scopesOf(row) };
}

/** Read once for each row: a proven key's row serves its requests for a second. */
const scopesRead = new WeakMap<CredentialRow, ReadonlySet<Permission>>();

/** Whatever the row says, a key holds nothing that keys may not hold. */
function scopesOf(row: CredentialRow): ReadonlySet<Permission> {
  const known = scopesRead.get(row);
  if (known !== undefined) return known;
  const stored = storedList(row.scopes);
  const scopes = new Set(stored.includes(everyScope) ? keyScopes : keyScopes.filter((scope) => stored.includes(scope)));
  scopesRead.set(row, scopes);
  return scopes;
}

/**
 * Notes the use without keeping the request waiting. The write is accepted by the control database here and now, and
 * closing it waits for what it has accepted: nothing is lost when the process drains.
 *
 * @returns the row with its last use, the same row when that was noted less than a minute ago.
 */
function noteUseOf(rt: Runtime, row: CredentialRow, now: Date, use: KeyUse): CredentialRow {
  const notAfterMs = now.getTime() - useGrainMs;
  if (row.lastUsedAt !== null && Date.parse(row.lastUsedAt) > notAfterMs) return row;
  const noted = {
    at: now.toISOString(),
    notAfter: new Date(notAfterMs).toISOString(),
    address: use.address,
    route: use.route,
  };
  rt.tenancy.control
    .write((tx) => noteUse(tx, row.id, noted))
    .catch((error: unknown) => rt.log.warn({ err: error, keyId: row.id }, 'the use of an API key was not noted'));
  return { ...row, lastUsedAt: noted.at };
}

/** Moves the key under the current pepper, without keeping the request waiting: both are good until it has moved. */
function rehash(rt: Runtime, row: CredentialRow, text: string): void {
  const { apiKeyPeppers } = rt.secrets;
  if (row.pepperVersion === apiKeyPeppers.current.version) return;
  const made = hashKey(text, apiKeyPeppers);
  rt.tenancy.control
    .write((tx) => replaceHash(tx, row.id, row, made))
    .catch((error: unknown) => rt.log.warn({ err: error, keyId: row.id }, 'an API key stays under the old pepper'));
}
