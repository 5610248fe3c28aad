import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { isShown, presentRequest } from './present.ts';
import { findRequest } from './request-store.ts';
import { SubjectRequest, SubjectRequestId } from './schema.ts';

export const readRequest = operation({
  name: 'subjectRequests.read',
  title: 'Read a request of a data subject',
  http: 'GET /subject-requests/{id}',
  permission: 'subjectRequests:read',
  feature: undefined,
  limits: ['api.general'],
  input: SubjectRequestId,
  output: SubjectRequest,
  writes: false,
  versioned: true,
  run: async (ctx, { id }) => {
    const row = await findRequest(ctx.db, id);
    if (!isShown(row)) throw fail('not_found');
    return presentRequest(row);
  },
});
