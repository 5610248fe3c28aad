import { auditOf } from '../../access/audit.ts';
import { operation } from '../../access/operation.ts';
import { closedWith } from './answer-token.ts';
import { changeRequest, requireOpen } from './change-request.ts';
import { RefuseSubjectRequest, SubjectRequest } from './schema.ts';

/**
 * Refuses a request and tells the person why; where they may complain and go to court is added by the product (GDPR, article
 * 12, paragraph 4).
 * @throws `conflict` when the request is closed.
 */
export const refuseRequest = operation({
  name: 'subjectRequests.refuse',
  title: 'Refuse a request',
  description: 'The person gets the reason by a protected link, and is told where they may complain.',
  http: 'POST /subject-requests/{id}/refuse',
  permission: 'subjectRequests:write',
  feature: undefined,
  limits: ['api.general', 'subjectRequests.answer'],
  input: RefuseSubjectRequest,
  output: SubjectRequest,
  writes: true,
  refuses: ['conflict'],
  run: async (ctx, { id, version, reason }) => {
    const closing = await closedWith(ctx, id);
    return changeRequest(ctx, {
      ...{ id, version, action: 'subjectRequest.refused', detail: {} },
      decide: (row) => {
        requireOpen(row);
        return { ...closing(row), state: 'refused', refusalReason: reason };
      },
      before: () =>
        ctx.services.audit.record({
          ...auditOf(ctx),
          ...{ action: 'subjectRequest.answer', outcome: 'ok', detail: { requestId: id, refused: true } },
        }),
    });
  },
});
