import { z } from 'zod';
import { operation } from '../../access/operation.ts';
import { findOpenAnswer } from './find-answer.ts';
import { complaintSentence } from './kinds.ts';
import { replaceRequest } from './request-store.ts';
import { SubjectAnswer, SubjectTokenHash } from './schema.ts';
import { downloadsMax } from './terms.ts';

const OpenedAnswer = SubjectAnswer.omit({ download: true }).extend({ downloadsLeft: z.number().int() });

/** The answer that a link opens, counted as opened once more. For the public page, once a code was typed. */
export const noteOpened = operation({
  name: 'subjectRequests.noteOpened',
  title: 'Show the answer to a request to its person',
  permission: 'subjectRequests:write',
  feature: undefined,
  limits: [],
  input: SubjectTokenHash,
  output: OpenedAnswer,
  writes: true,
  run: async (ctx, { token }) => {
    const now = ctx.now();
    const { id } = await findOpenAnswer(ctx.db, token, now);
    const row = await ctx.write({ action: 'subjectRequest.opened', subject: id, detail: {} }, async (tx) => {
      const found = await findOpenAnswer(tx, token, now);
      const { expiresAt: _, ...kept } = found;
      await replaceRequest(tx, { ...kept, answerOpened: found.answerOpened + 1 });
      return found;
    });
    const { kind, state, receivedAt, closedAt } = row;
    const text = state === 'refused' ? `${row.refusalReason ?? ''}\n\n${complaintSentence}` : (row.answer ?? '');
    const downloadsLeft = row.exportId === null ? 0 : downloadsMax - row.answerDownloads;
    return { kind, state, receivedAt, closedAt, text, downloadsLeft };
  },
});
