import { auditOf } from '../../access/audit.ts';
import { operation } from '../../access/operation.ts';
import { changeRequest } from './change-request.ts';
import { requireAnswered } from './resend-answer.ts';
import { ChangeSubjectAnswer, SubjectRequest } from './schema.ts';

/** Afterwards the link to the answer opens nothing, and nothing is downloaded by it any more. */
export const revokeAnswer = operation({
  name: 'subjectRequests.revokeAnswer',
  title: 'Take back the link to an answer',
  http: 'POST /subject-requests/{id}/revoke-answer',
  permission: 'subjectRequests:write',
  feature: undefined,
  limits: ['api.general'],
  input: ChangeSubjectAnswer,
  output: SubjectRequest,
  writes: true,
  refuses: ['conflict'],
  run: (ctx, { id, version }) =>
    changeRequest(ctx, {
      ...{ id, version, action: 'subjectRequest.answerRevoked', detail: { sentAgain: false } },
      decide: (row) => {
        requireAnswered(row);
        return {
          answerTokenHash: null,
          answerExpiresAt: null,
          ...(row.owedMail === 'answer' ? { owedMail: null } : {}),
        };
      },
      before: () =>
        ctx.services.audit.record({
          ...auditOf(ctx),
          ...{ action: 'subjectRequest.revoke', outcome: 'ok', detail: { requestId: id } },
        }),
    }),
});
