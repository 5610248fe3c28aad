import type { RequestRow } from './request-store.ts';

/** The request as it stays for the statistics: what the person wrote, where to reach them and what they were told is gone. */
export function withoutWords(row: RequestRow, at: string): RequestRow {
  return {
    ...row,
    ...{ name: null, email: null, message: null, contactId: null, answer: null, refusalReason: null },
    ...{ extensionReason: null, owedMail: null, answerTokenHash: null, answerExpiresAt: null },
    erasedAt: row.erasedAt ?? at,
    version: row.version + 1,
    updatedAt: at,
  };
}
