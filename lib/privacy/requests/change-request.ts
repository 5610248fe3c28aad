import type { z } from 'zod';
import { requireMatch } from '../../access/precondition.ts';
import type { Json } from '../../ledger/canonical.ts';
import { fail } from '../../platform/errors.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import { askToAttend, beforehandSeconds } from './attend-job.ts';
import { isShown, presentRequest } from './present.ts';
import { findRequest, type RequestRow, replaceRequest } from './request-store.ts';
import type { SubjectRequest } from './schema.ts';

interface Change {
  readonly id: string;
  /** The version that the caller saw; absent when it does not care. */
  readonly version: number | undefined;
  readonly action:
    | 'subjectRequest.assigned'
    | 'subjectRequest.linked'
    | 'subjectRequest.extended'
    | 'subjectRequest.fulfilled'
    | 'subjectRequest.refused'
    | 'subjectRequest.withdrawn'
    | 'subjectRequest.answerRevoked';
  /** What becomes of the row; may refuse. Asked once before the write, to refuse early, and again inside it. */
  readonly decide: (row: RequestRow) => Partial<RequestRow>;
  /** What the receipt says; nothing that a person wrote. */
  readonly detail: Json;
  /** Done once it is known that the change may be made, before it is: what it throws keeps the change from being made. */
  readonly before?: (row: RequestRow) => Promise<void>;
}

/**
 * Changes a request that is shown in the organisation, under a receipt. Whatever the person is to hear of it is owed by the row
 * itself, in the same write, and the job that pays it was asked for before: nothing is lost by a crash.
 *
 * @returns the request as it is afterwards: the operation's answer.
 * @throws `not_found`, `version_conflict`, and what `decide` and `before` throw.
 */
export async function changeRequest(
  ctx: TenantContext,
  { id, version, action, decide, detail, before }: Change,
): Promise<z.output<typeof SubjectRequest>> {
  const decided = (row: RequestRow | undefined, heedsVersion: boolean): RequestRow => {
    if (!isShown(row)) throw fail('not_found');
    if (heedsVersion) {
      if (version !== undefined && version !== row.version) throw fail('version_conflict');
      requireMatch(ctx.request, () => presentRequest(row));
    }
    const at = ctx.now().toISOString();
    return { ...row, ...decide(row), version: row.version + 1, updatedAt: at };
  };
  const row = await findRequest(ctx.db, id);
  decided(row, true);
  if (row !== undefined) await before?.(row);
  const { jobs } = ctx.services;
  await askToAttend(jobs, ctx.org.id, id, beforehandSeconds);
  const answer = await ctx.writeAnswer(
    { action, subject: id, detail },
    async (tx) => {
      // What was done before may have changed the request itself.
      const after = decided(await findRequest(tx, id), before === undefined);
      await replaceRequest(tx, after);
      return after;
    },
    presentRequest,
  );
  await askToAttend(jobs, ctx.org.id, id);
  return answer;
}

/** @throws `conflict` when the request is closed. */
export function requireOpen(row: RequestRow): void {
  if (row.state !== 'open') throw fail('conflict', { message: `The request is ${row.state} already.` });
}
