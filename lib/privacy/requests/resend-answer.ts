import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { exportStanding } from './answer-export.ts';
import { newAnswerLink } from './answer-token.ts';
import { exportFor } from './carry-out.ts';
import { changeRequest } from './change-request.ts';
import type { RequestRow } from './request-store.ts';
import { ChangeSubjectAnswer, SubjectRequest } from './schema.ts';

/**
 * Mails the answer again with a new link; the one before opens nothing any more. An archive that was to go with it and is gone
 * is made anew.
 */
export const resendAnswer = operation({
  name: 'subjectRequests.resendAnswer',
  title: 'Send the answer to a request again',
  http: 'POST /subject-requests/{id}/resend-answer',
  permission: 'subjectRequests:write',
  feature: undefined,
  limits: ['api.general', 'subjectRequests.answer'],
  input: ChangeSubjectAnswer,
  output: SubjectRequest,
  writes: true,
  refuses: ['conflict'],
  run: async (ctx, { id, version }) => {
    const link = await newAnswerLink(ctx, id);
    let archive: Pick<RequestRow, 'exportId' | 'answerDownloads'> | undefined;
    return changeRequest(ctx, {
      ...{ id, version, action: 'subjectRequest.answerRevoked', detail: { sentAgain: true } },
      decide: (row) => {
        requireAnswered(row);
        return { ...link, ...archive, owedMail: 'answer' };
      },
      before: async (row) => {
        if (row.contactId === null || (await exportStanding(ctx, row)) !== 'lost') return;
        archive = { exportId: await exportFor(ctx, row.contactId), answerDownloads: 0 };
      },
    });
  },
});

/** @throws `conflict` unless the request has an answer whose person can still be reached. */
export function requireAnswered(row: RequestRow): void {
  const answered = row.state === 'fulfilled' || row.state === 'refused';
  if (answered && row.email !== null && row.erasureId === null) return;
  throw fail('conflict', {
    message: answered ? 'The person’s address was removed: nothing can be sent.' : 'There is no answer yet.',
  });
}
