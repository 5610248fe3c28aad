import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { changeRequest, requireOpen } from './change-request.ts';
import { extendedDueAt } from './due.ts';
import { ExtendSubjectRequest, SubjectRequest } from './schema.ts';

/**
 * Takes two further months, once, and tells the person why. Only within the first term: the person has to hear of it within
 * one month of the request (GDPR, article 12, paragraph 3).
 * @throws `conflict` when the request is closed, was extended, or its first term has passed.
 */
export const extendRequest = operation({
  name: 'subjectRequests.extend',
  title: 'Take more time for a request',
  description: 'Two further months, once, and only before the first term has passed. The person is told by mail.',
  http: 'POST /subject-requests/{id}/extend',
  permission: 'subjectRequests:write',
  feature: undefined,
  limits: ['api.general', 'subjectRequests.answer'],
  input: ExtendSubjectRequest,
  output: SubjectRequest,
  writes: true,
  refuses: ['conflict'],
  run: (ctx, { id, version, reason }) => {
    const at = ctx.now().toISOString();
    return changeRequest(ctx, {
      ...{ id, version, action: 'subjectRequest.extended', detail: {} },
      decide: (row) => {
        requireOpen(row);
        if (row.extendedAt !== null) throw fail('conflict', { message: 'The request was extended already.' });
        if (at > row.dueAt) {
          throw fail('conflict', { message: 'It is too late: a person has to hear of it within the first month.' });
        }
        const dueAt = extendedDueAt(row.receivedAt);
        return { extendedAt: at, extensionReason: reason, dueAt, remindedDays: null, owedMail: 'extension' };
      },
    });
  },
});
