import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { askToAttend, beforehandSeconds } from './attend-job.ts';
import { findRequest, replaceRequest } from './request-store.ts';
import { SubjectRequestConfirmed, SubjectRequestId } from './schema.ts';

/** Opens a request whose person has shown that the address is theirs. For the public form. */
export const verifyRequest = operation({
  name: 'subjectRequests.verify',
  title: 'Open a request that its person has confirmed',
  permission: 'subjectRequests:write',
  feature: undefined,
  limits: [],
  input: SubjectRequestId,
  output: SubjectRequestConfirmed,
  writes: true,
  run: async (ctx, { id }) => {
    if ((await findRequest(ctx.db, id)) === undefined) throw fail('not_found');
    const { jobs } = ctx.services;
    await askToAttend(jobs, ctx.org.id, id, beforehandSeconds);
    const at = ctx.now().toISOString();
    const row = await ctx.write({ action: 'subjectRequest.verified', subject: id, detail: {} }, async (tx) => {
      const found = await findRequest(tx, id);
      if (found === undefined || found.state !== 'unverified' || found.email === null) throw fail('not_found');
      const version = found.version + 1;
      const after = { ...found, state: 'open', verifiedAt: at, owedMail: 'received', version, updatedAt: at } as const;
      await replaceRequest(tx, after);
      return after;
    });
    await askToAttend(jobs, ctx.org.id, id);
    return { kind: row.kind, dueAt: row.dueAt };
  },
});
