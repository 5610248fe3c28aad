import type { z } from 'zod';
import { type AuditEvent, auditOf, recordAudit, recordAuditIn } from '../access/audit.ts';
import { publicOperation } from '../access/operation.ts';
import { startTimeFloor } from '../platform/time-floor.ts';
import type { PublicContext } from '../tenancy/context.ts';
import { keysWithin, parseKey } from './key-format.ts';
import { matchKey } from './match-key.ts';
import { KeyLeakReported, ReportKeyLeak } from './schema.ts';
import { type CredentialRow, markRevoked } from './store.ts';

/**
 * Takes a report that a key was found where it should not be. Afterwards, if it is a key, it is revoked, its organisation
 * has the receipt, and its owners and admins are told; told again, nothing more happens. The answer and its time are the
 * same whatever was reported: nobody learns from it what is a key. CLAIMS K8.
 */
export const reportKeyLeak = publicOperation({
  name: 'keyLeaks.report',
  title: 'Report a leaked API key',
  description:
    'Found an API key where it should not be? Send it here, and it stops working. The answer is the same for anything ' +
    'that is sent.',
  http: 'POST /key-leaks',
  limits: ['keyLeaks.report'],
  input: ReportKeyLeak,
  output: KeyLeakReported,
  writes: true,
  status: 202,
  run: async (ctx, input) => {
    const floor = startTimeFloor();
    try {
      await receive(ctx, input);
      return { status: 'received' as const };
    } finally {
      await floor.nextStep();
    }
  },
});

async function receive(ctx: PublicContext, { token, source }: z.output<typeof ReportKeyLeak>): Promise<void> {
  const [spelled = ''] = keysWithin(token);
  const { row, proven } = await matchKey(ctx.control, ctx.services.secrets.apiKeyPeppers, parseKey(spelled));
  const event: AuditEvent = {
    ...auditOf(ctx),
    action: 'apiKey.leak',
    outcome: proven ? 'ok' : 'refused',
    ...(proven ? {} : { reason: row ? 'key_wrong' : 'key_unknown' }),
    orgId: row?.orgId ?? null,
    ...(row ? { detail: { keyId: row.id, ...(source ? { source } : {}) } } : {}),
  };
  if (
    !proven ||
    row === undefined ||
    row.revokedAt !== null ||
    !(await revokeLeaked(ctx, row, source ?? null, event))
  ) {
    await recordAudit(ctx.control, event);
  }
}

/** @returns false when somebody revoked it in the meantime. */
async function revokeLeaked(
  ctx: PublicContext,
  row: CredentialRow,
  source: string | null,
  event: AuditEvent,
): Promise<boolean> {
  const { id, orgId, name, prefix } = row;
  const job = { kind: 'apiKeys.mailLeak', orgId, subject: id, actor: ctx.actor };
  try {
    // One commit, as for a report of what is no key: the rest is the job's, which opens the organisation.
    await ctx.control.oweFor(
      orgId,
      { action: 'apiKey.leaked', subject: id, detail: { name, prefix, source } },
      async (tx) => {
        const revoked = { at: ctx.now().toISOString(), for: 'leak' } as const;
        if (!(await markRevoked(tx, orgId, id, revoked))) throw new RevokedMeanwhile();
        await recordAuditIn(tx, event);
        await ctx.services.jobs.enqueueIn(tx, job);
      },
    );
    return true;
  } catch (error) {
    if (error instanceof RevokedMeanwhile) return false;
    throw error;
  }
}

/** Leaves the write, which is rolled back. Never leaves this module. */
class RevokedMeanwhile extends Error {}
