import { keyScopes, type Permission } from '../access/permissions.ts';
import type { Principal } from '../access/principal.ts';
import { fail } from '../platform/errors.ts';
import type { Runtime } from '../runtime.ts';
import { parseKey } from './key-format.ts';
import { keyMatches } from './key-hash.ts';
import { stateOf, storedScopes } from './present.ts';
import { everyScope } from './schema.ts';
import { type CredentialRow, findCredential, noteUse } from './store.ts';

export type KeyPrincipal = Extract<Principal, { kind: 'key' }>;

/** Why a key was refused. For the audit log alone: every caller sees the same `unauthorized`. CLAIMS K5. */
export type KeyRefusal =
  | 'key_malformed'
  | 'key_unknown'
  | 'key_wrong'
  | 'key_revoked'
  | 'key_expired'
  | 'organization_inactive';

/** Looked up and compared where the token cannot be a key, so that it costs the same. */
const nobodysKey = { prefix: '00000000', text: 'ck_live_00000000000000000000000000' };

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
 * Proves an API key. Afterwards the key exists, the secret is the right one, it is neither revoked nor expired, and its
 * organisation can be used. What the key may do has **not** been checked, nor any limit.
 *
 * Each way through does the same work: one look-up, one hash, one comparison in constant time. What time is left between
 * them is hidden by the door's floor (CLAIMS K4).
 *
 * @throws `unauthorized`, always with the same public text; its `detail` is a {@link KeyRefusal}, for the
 * door to note in the audit log.
 */
export async function authenticateApiKey(rt: Runtime, token: string, use: KeyUse): Promise<KeyPrincipal> {
  const key = parseKey(token);
  const { prefix, text } = key ?? nobodysKey;
  const row = await findCredential(rt.tenancy.control, prefix);
  const proven = keyMatches(text, row, rt.secrets);
  const now = rt.clock.now();
  const refusal = refusalOf(key !== null, row, proven, now);
  if (refusal !== null || row === undefined) throw fail('unauthorized', { detail: refusal ?? 'key_unknown' });
  if (row.lastUsedAt === null || Date.parse(row.lastUsedAt) <= now.getTime() - useGrainMs)
    rememberUse(rt, row, now, use);
  return { kind: 'key', keyId: row.id, name: row.name, orgId: row.orgId, scopes: scopesOf(row) };
}

function refusalOf(wellFormed: boolean, row: CredentialRow | undefined, proven: boolean, now: Date): KeyRefusal | null {
  if (!wellFormed) return 'key_malformed';
  if (row === undefined) return 'key_unknown';
  if (!proven) return 'key_wrong';
  const state = stateOf(row, now);
  if (state !== 'active') return state === 'revoked' ? 'key_revoked' : 'key_expired';
  return orgsWithoutKeys.has(row.orgStatus) ? 'organization_inactive' : null;
}

/** Whatever the row says, a key holds nothing that keys may not hold. */
function scopesOf(row: CredentialRow): ReadonlySet<Permission> {
  const stored = storedScopes(row.scopes);
  return new Set(stored.includes(everyScope) ? keyScopes : keyScopes.filter((scope) => stored.includes(scope)));
}

/**
 * Notes the use without keeping the request waiting. The write is accepted by the control database here and now, and
 * closing it waits for what it has accepted: nothing is lost when the process drains.
 */
function rememberUse(rt: Runtime, row: CredentialRow, now: Date, use: KeyUse): void {
  const noted = {
    at: now.toISOString(),
    notAfter: new Date(now.getTime() - useGrainMs).toISOString(),
    address: use.address,
    route: use.route,
  };
  rt.tenancy.control
    .write((tx) => noteUse(tx, row.id, noted))
    .catch((error: unknown) => rt.log.warn({ err: error, keyId: row.id }, 'the use of an API key was not noted'));
}
