import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { changeRequest, requireOpen } from './change-request.ts';
import { mayAnswer } from './member-store.ts';
import { AssignSubjectRequest, SubjectRequest } from './schema.ts';

/** Says who takes care of a request: somebody who may answer it. */
export const assignRequest = operation({
  name: 'subjectRequests.assign',
  title: 'Say who takes care of a request',
  http: 'POST /subject-requests/{id}/assign',
  permission: 'subjectRequests:write',
  feature: undefined,
  limits: ['api.general'],
  input: AssignSubjectRequest,
  output: SubjectRequest,
  writes: true,
  refuses: ['conflict'],
  run: async (ctx, { id, version, userId }) => {
    if (userId !== null && !(await mayAnswer(ctx.directory, ctx.org.id, userId))) throw fail('not_found');
    return changeRequest(ctx, {
      ...{ id, version, action: 'subjectRequest.assigned', detail: { to: userId } },
      decide: (row) => {
        requireOpen(row);
        return { assignedTo: userId };
      },
    });
  },
});
