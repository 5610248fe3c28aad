import { keyScopes, type Permission } from '../access/permissions.ts';
import { mayDo, type Principal } from '../access/principal.ts';
import { canonicalBlock } from '../platform/address-blocks.ts';
import type { SqlReader, SqlWriter } from '../platform/db/types.ts';
import { type FieldProblem, fail } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { PepperRing } from '../platform/peppers.ts';
import { generateKey, type KeyMode, type ParsedKey } from './key-format.ts';
import { hashKey } from './key-hash.ts';
import { everyScope } from './schema.ts';
import { insertKey, type KeyRow, type NewKey, prefixTaken } from './store.ts';

export interface MadeKey {
  readonly row: KeyRow;
  /** In this process's memory alone, until it is answered. */
  readonly secret: ParsedKey;
}

/** Makes a key inside a write: a new secret, of which only the peppered hash is kept. */
export async function makeKey(
  tx: SqlWriter,
  by: { readonly orgId: string; readonly peppers: PepperRing },
  key: Omit<NewKey, 'id' | 'prefix' | 'mode'> & { readonly mode: KeyMode },
): Promise<MadeKey> {
  const secret = await unusedKey(tx, key.mode);
  const made: NewKey = { ...key, id: newId('key'), prefix: secret.prefix };
  await insertKey(tx, { ...made, orgId: by.orgId, ...hashKey(secret.text, by.peppers) });
  const row: KeyRow = {
    ...made,
    revokedAt: null,
    revokedFor: null,
    lastUsedAt: null,
    lastUsedAddress: null,
    lastUsedRoute: null,
    replacedById: null,
    remindedDays: null,
    exposedAt: null,
  };
  return { row, secret };
}

/** A key whose prefix finds no other: among a million keys, two alike are about as likely as not; ten in a row never are. */
async function unusedKey(tx: SqlReader, mode: KeyMode): Promise<ParsedKey> {
  for (let tries = 0; tries < 10; tries += 1) {
    const key = generateKey(mode);
    if (!(await prefixTaken(tx, key.prefix))) return key;
  }
  throw fail('internal', { detail: 'no unused key prefix found' });
}

/** Nobody hands out what they do not hold. @throws `forbidden` naming the first scope that the caller lacks. */
export function assertGrantable(principal: Principal, scopes: readonly string[]): void {
  const wanted = scopes.includes(everyScope) ? keyScopes : (scopes as readonly Permission[]);
  const lacking = wanted.find((scope) => !mayDo(principal, scope));
  if (lacking !== undefined) throw fail('forbidden', { extension: { permission: lacking } });
}

/**
 * The instant in its one spelling.
 * @throws `invalid_input` when it is not in the future.
 */
export function futureInstant(text: string, now: Date): string {
  const at = new Date(text);
  if (at.getTime() > now.getTime()) return at.toISOString();
  throw fail('invalid_input', { problems: [{ path: 'expiresAt', message: 'Give a time in the future.' }] });
}

/**
 * The addresses and blocks in their canonical text, each once, in the order given.
 * @throws `invalid_input` naming every entry that is neither.
 */
export function canonicalBlocks(given: readonly string[]): readonly string[] {
  const problems: FieldProblem[] = [];
  const blocks = given.map((text, index) => {
    const block = canonicalBlock(text);
    if (block === null) {
      const message = 'Give an IPv4 or IPv6 address, or a block such as 192.0.2.0/24.';
      problems.push({ path: `allowedAddresses.${index}`, message });
    }
    return block ?? '';
  });
  if (problems.length > 0) throw fail('invalid_input', { problems });
  return [...new Set(blocks)];
}
