import type { z } from 'zod';
import { recordAuditIn } from '../../access/audit.ts';
import { execute } from '../../access/execute.ts';
import { publicOperation } from '../../access/operation.ts';
import { type ErrorCode, fail, toHoldfastError } from '../../platform/errors.ts';
import type { PublicContext } from '../../tenancy/context.ts';
import { findUsableShare, openingOf, refusedShare } from './find-usable.ts';
import { projectShare } from './project-share.ts';
import { SharedReceipts, ShareToken } from './schema.ts';
import { countUse, type ShareRow } from './share-store.ts';

/**
 * Opens a link to receipts. The token is the credential, and the organisation is that of the link it opens. Afterwards one
 * use is counted and noted in the audit log, in one transaction with each other; a link that has become unusable in the
 * meantime shows nothing, so of N attempts at once at a link with L uses left exactly L succeed.
 *
 * What cannot be shown soundly is not shown at all, costs no use, and raises the alert `projection.failed`. CLAIMS R1, R4, R6.
 */
export const openShare = publicOperation({
  name: 'shares.open',
  title: 'Open a link to receipts',
  description:
    'What a link shows, for anybody who has it. Each call that is answered is one use. A link that never was, has expired, was revoked or is used up is answered alike.',
  http: 'GET /shares/{token}',
  limits: ['share.address', 'share.open'],
  input: ShareToken,
  output: SharedReceipts,
  // What it counts is no change of the organisation's.
  writes: false,
  countsAnswers: true,
  refuses: ['tenant_unavailable', 'storage_unavailable'],
  run: async (ctx, { token }) => {
    const row = await findUsableShare(ctx, token);
    const shown = await project(ctx, row, token);
    const counted = await ctx.control.write(async (tx) => {
      if (!(await countUse(tx, row.id, ctx.now().toISOString()))) return false;
      await recordAuditIn(tx, { ...openingOf(ctx, row), outcome: 'ok' });
      return true;
    });
    if (!counted) throw await refusedShare(ctx, 'ended', row);
    return shown;
  },
});

/** Errors that say nothing of what would have been shown: the organisation cannot be reached now. */
const passing: ReadonlySet<ErrorCode> = new Set(['tenant_unavailable', 'storage_unavailable', 'shutting_down']);

async function project(ctx: PublicContext, row: ShareRow, token: string): Promise<z.output<typeof SharedReceipts>> {
  try {
    return await execute(projectShare, {
      principal: { kind: 'job', orgId: row.orgId, actor: 'share' },
      input: { token },
      request: { ...ctx.request, door: 'job' },
      answer: ctx.answer,
    });
  } catch (error) {
    const { code } = toHoldfastError(error);
    if (passing.has(code)) throw error;
    await ctx.services.alerts.raise(row.orgId, 'projection.failed', row.id, { problem: code });
    throw fail('internal', { detail: `link ${row.id} cannot be shown`, cause: error });
  }
}
