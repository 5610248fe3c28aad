import type { SqlReader } from '../platform/db/types.ts';
import type { PepperRing } from '../platform/peppers.ts';
import type { ParsedKey } from './key-format.ts';
import { keyMatches } from './key-hash.ts';
import { type CredentialRow, findCredential } from './store.ts';

/** Looked up and compared where there is no key, so that it costs the same. */
const nobodysKey = { prefix: '00000000', text: 'ck_live_00000000000000000000000000' };

export interface KeyMatch {
  /** The key's one spelling; nobody's, where there is none. */
  readonly text: string;
  /** The row that the prefix fits, whether it is of that key or of another. */
  readonly row: CredentialRow | undefined;
  /** Whether it is that key. Nothing is said of whether it still works. */
  readonly proven: boolean;
}

/** Finds the key that this is. The same work whatever comes of it: one look-up, one hash for each pepper, one comparison. */
export async function matchKey(db: SqlReader, peppers: PepperRing, key: ParsedKey | null): Promise<KeyMatch> {
  const { prefix, text } = key ?? nobodysKey;
  const found = await findCredential(db, prefix);
  const proven = keyMatches(text, found, peppers) && key !== null;
  return { text, row: key === null ? undefined : found, proven };
}
