import { sha256 } from '../platform/crypto/digest.ts';
import type { CredentialRow } from './store.ts';

/** A key that was proven a moment ago. */
export interface ProvenKey {
  readonly row: CredentialRow;
  /** The state of the control database in which it was proven (`Database.dataVersion`). */
  readonly dataVersion: number;
  /** When its row was read. */
  readonly readAtMs: number;
}

/**
 * Keys that this process has proven in the last seconds, by a digest of the key. What was read holds while nothing was
 * committed to the control database since, by this process or another, and no longer than a second: so whatever takes a
 * key back, and whoever does it, is heeded by the next request.
 */
export interface ProvenKeys {
  /**
   * `holds`: the key is proven, and its row is as it was read. `known`: the key was proven a moment ago and must be proven
   * again, which is no guess. Its expiry and where it may be used from are for the caller to check, each time.
   */
  find(
    text: string,
    dataVersion: number,
    nowMs: number,
  ): { readonly row: CredentialRow; readonly is: 'holds' | 'known' } | null;
  remember(text: string, proven: ProvenKey): void;
  /** After a proof that failed. */
  forget(text: string): void;
}

/** As long as an answer holds at most, were the database's version ever to fail us. */
const holdsMs = 1_000;
/** As long as a proven key is known. */
const knownMs = 5_000;
/** About 5 MB. */
const keysMax = 10_000;

export function createProvenKeys(): ProvenKeys {
  // A Map keeps the order of insertion: the first is the one that was proven longest ago.
  const proven = new Map<string, ProvenKey>();
  return {
    find(text, dataVersion, nowMs) {
      const digest = digestOf(text);
      const found = proven.get(digest);
      if (found === undefined) return null;
      const ageMs = nowMs - found.readAtMs;
      // A clock that was set back makes nothing last longer.
      if (ageMs < 0 || ageMs > knownMs) {
        proven.delete(digest);
        return null;
      }
      return { row: found.row, is: ageMs < holdsMs && found.dataVersion === dataVersion ? 'holds' : 'known' };
    },
    remember(text, key) {
      const digest = digestOf(text);
      proven.delete(digest);
      proven.set(digest, key);
      if (proven.size <= keysMax) return;
      for (const oldest of proven.keys()) {
        proven.delete(oldest);
        break;
      }
    },
    forget(text) {
      proven.delete(digestOf(text));
    },
  };
}

/** The key itself stays nowhere. */
function digestOf(text: string): string {
  return sha256(text).toString('base64');
}
