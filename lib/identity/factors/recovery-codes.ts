import { randomBytes } from 'node:crypto';
import { sha256 } from '../../platform/crypto/digest.ts';
import type { SqlReader, SqlWriter } from '../../platform/db/types.ts';
import { newId } from '../../platform/ids.ts';

/** How many are made at once. */
export const recoveryCodesMade = 10;

/** 120 bits: more than can be guessed, also by somebody who has the hashes, which need not be slow then. ASVS 5.0, 6.5.2. */
const codeBytes = 15;

/** Crockford's base 32: no I, L, O or U, so that what is copied by hand is read again. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Twenty-four characters in groups of four. */
function newCode(): string {
  const bits = [...randomBytes(codeBytes)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const characters = (bits.match(/.{5}/g) ?? []).map((five) => alphabet[Number.parseInt(five, 2)]).join('');
  return (characters.match(/.{4}/g) ?? []).join('-');
}

/** The code as it was made, however it was typed: case, spaces, dashes and look-alikes aside. Null when it can be none. */
export function plainRecoveryCode(typed: string): string | null {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Dash}]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{24}$/.test(plain) ? plain : null;
}

function hashOf(userId: string, plain: string): Uint8Array {
  return sha256(`holdfast/recovery/v1 ${userId} ${plain}`);
}

/** Puts ten new codes in the place of all that there were, inside the caller's write. They are shown once and kept as hashes. */
export async function replaceRecoveryCodes(tx: SqlWriter, userId: string, at: string): Promise<readonly string[]> {
  await tx.run('DELETE FROM RecoveryCode WHERE userId = ?', [userId]);
  const codes = Array.from({ length: recoveryCodesMade }, newCode);
  for (const code of codes) {
    const hash = hashOf(userId, plainRecoveryCode(code) ?? '');
    await tx.run('INSERT INTO RecoveryCode (id, userId, hash, createdAt) VALUES (?, ?, ?, ?)', [
      newId('rec'),
      userId,
      hash,
      at,
    ]);
  }
  return codes;
}

/** Uses a code up, inside the caller's write: of any number that try, one gets it. */
export async function takeRecoveryCode(tx: SqlWriter, userId: string, plain: string, at: string): Promise<boolean> {
  const { changes } = await tx.run(
    'UPDATE RecoveryCode SET usedAt = ? WHERE userId = ? AND hash = ? AND usedAt IS NULL',
    [at, userId, hashOf(userId, plain)],
  );
  return changes === 1;
}

/** How many codes the person has left. */
export async function recoveryCodesLeft(db: SqlReader, userId: string): Promise<number> {
  const row = await db.get<{ left: number }>(
    'SELECT count(*) AS left FROM RecoveryCode WHERE userId = ? AND usedAt IS NULL',
    [userId],
  );
  return row?.left ?? 0;
}
