import { operation } from '../../access/operation.ts';
import { changeRequest, requireOpen } from './change-request.ts';
import { SubjectRequest, WithdrawSubjectRequest } from './schema.ts';

/**
 * Closes a request because its person does not want it any more, and confirms that to them.
 * @throws `conflict` when the request is closed.
 */
export const withdrawRequest = operation({
  name: 'subjectRequests.withdraw',
  title: 'Close a request that its person has withdrawn',
  http: 'POST /subject-requests/{id}/withdraw',
  permission: 'subjectRequests:write',
  feature: undefined,
  limits: ['api.general', 'subjectRequests.answer'],
  input: WithdrawSubjectRequest,
  output: SubjectRequest,
  writes: true,
  refuses: ['conflict'],
  run: (ctx, { id, version }) =>
    changeRequest(ctx, {
      ...{ id, version, action: 'subjectRequest.withdrawn', detail: {} },
      decide: (row) => {
        requireOpen(row);
        const at = ctx.now().toISOString();
        return { state: 'withdrawn', closedAt: at, answeredBy: ctx.actor, owedMail: 'withdrawal' };
      },
    }),
});
