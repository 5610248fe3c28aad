import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { findRequest } from './request-store.ts';
import { SubjectMailbox, SubjectRequestId } from './schema.ts';

/** Where the code of a request goes that its person has not confirmed. For the public form. */
export const findMailbox = operation({
  name: 'subjectRequests.findMailbox',
  title: 'Find the mailbox of a request that is to be confirmed',
  permission: 'subjectRequests:write',
  feature: undefined,
  limits: [],
  input: SubjectRequestId,
  output: SubjectMailbox,
  writes: false,
  run: async (ctx, { id }) => {
    const row = await findRequest(ctx.db, id);
    if (row === undefined || row.state !== 'unverified' || row.email === null) throw fail('not_found');
    return { id, email: row.email, kind: row.kind };
  },
});
