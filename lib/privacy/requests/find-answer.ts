import { z } from 'zod';
import { operation } from '../../access/operation.ts';
import type { SqlReader } from '../../platform/db/types.ts';
import { fail } from '../../platform/errors.ts';
import { answerTokenHash } from './answer-token.ts';
import { findRequestByToken, type RequestRow } from './request-store.ts';
import { SubjectTokenHash } from './schema.ts';

const AnswerMailbox = z.strictObject({
  id: z.string(),
  email: z.string(),
  closedAt: z.string(),
  expiresAt: z.string(),
  hasExport: z.boolean(),
});

/** Whose answer a link opens, as long as it does. For the public page, which shows none of it. */
export const findAnswer = operation({
  name: 'subjectRequests.findAnswer',
  title: 'Find the answer that a link opens',
  permission: 'subjectRequests:write',
  feature: undefined,
  limits: [],
  input: SubjectTokenHash,
  output: AnswerMailbox,
  writes: false,
  run: async (ctx, { token }) => {
    const row = await findOpenAnswer(ctx.db, token, ctx.now());
    const { id, email, closedAt, expiresAt } = row;
    return { id, email, closedAt, expiresAt, hasExport: row.exportId !== null };
  },
});

export type OpenAnswer = RequestRow & {
  readonly state: 'fulfilled' | 'refused';
  readonly email: string;
  readonly closedAt: string;
  readonly expiresAt: string;
};

/** @throws `not_found`, the same for a link that never was, has expired, or was taken back. */
export async function findOpenAnswer(db: SqlReader, token: string, now: Date): Promise<OpenAnswer> {
  const row = await findRequestByToken(db, answerTokenHash(token));
  const open = row === undefined ? null : asOpenAnswer(row, now);
  if (open === null) throw fail('not_found');
  return open;
}

/** The request as one whose answer a link opens now; null when none does. */
export function asOpenAnswer(row: RequestRow, now: Date): OpenAnswer | null {
  const { state, email, closedAt, answerExpiresAt: expiresAt, answerTokenHash: hash } = row;
  if (state !== 'fulfilled' && state !== 'refused') return null;
  if (hash === null || email === null || closedAt === null || expiresAt === null) return null;
  return expiresAt > now.toISOString() ? { ...row, state, email, closedAt, expiresAt } : null;
}
