import type { SqlWriter } from '../../platform/db/types.ts';
import { findRequestsOfPerson, replaceRequest } from './request-store.ts';
import { withoutWords } from './without-words.ts';

/**
 * What an erasure of a person does to their requests, inside its write. Closed ones of which the person was told lose the
 * person's words and address at once. Of the others the address must live long enough to be answered: they are marked with the
 * erasure, are answered by mail alone, and lose words and address as soon as that mail was taken. The rows stay, for the
 * statistics.
 * @returns how many requests there were.
 */
export async function forgetRequester(
  tx: SqlWriter,
  person: { readonly emails: readonly string[]; readonly contactIds: readonly string[] },
  erasure: { readonly erasureId: string; readonly at: string },
): Promise<number> {
  const found = await findRequestsOfPerson(tx, person);
  for (const row of found) {
    const waits = row.state === 'open' || row.owedMail !== null;
    const { erasureId, at } = erasure;
    await replaceRequest(
      tx,
      waits
        ? {
            ...row,
            ...{ name: null, message: null, contactId: null, answerTokenHash: null, answerExpiresAt: null },
            ...{ erasureId: row.erasureId ?? erasureId, version: row.version + 1, updatedAt: at },
          }
        : withoutWords(row, at),
    );
  }
  return found.length;
}
