import { type AuditEvent, auditOf, recordAudit, recordAuditIn } from '../access/audit.ts';
import { publicOperation } from '../access/operation.ts';
import { isoAfter } from '../platform/clock.ts';
import type { PublicContext } from '../tenancy/context.ts';
import { parseKey } from './key-format.ts';
import { matchKey } from './match-key.ts';
import { ExposedKeys, JobDone } from './schema.ts';
import type { CredentialRow } from './store.ts';
import { exposureGrainSeconds } from './warn-keepers.ts';
import { noteExposure } from './warning-store.ts';

/**
 * Notes that what looks like API keys stood in the address of a request, which is refused. Every one is noted in the audit
 * log. Of those that are keys, the organisation has a receipt and its owners and admins are told, once a day for each key:
 * a program that sends its key like that does it all day. CLAIMS K9.
 */
export const noteExposedKeys = publicOperation({
  name: 'keyLeaks.noteExposed',
  title: 'Note API keys in an address',
  limits: [],
  input: ExposedKeys,
  output: JobDone,
  writes: true,
  run: async (ctx, { tokens }) => {
    for (const token of tokens) await noteOne(ctx, token);
    return { done: true as const };
  },
});

async function noteOne(ctx: PublicContext, token: string): Promise<void> {
  const { row, proven } = await matchKey(ctx.control, ctx.services.secrets.apiKeyPeppers, parseKey(token));
  const event: AuditEvent = {
    ...auditOf(ctx),
    action: 'apiKey.expose',
    outcome: 'refused',
    reason: proven ? 'key_in_address' : row ? 'key_wrong' : 'key_unknown',
    orgId: row?.orgId ?? null,
    ...(row ? { detail: { keyId: row.id } } : {}),
  };
  const notAfter = isoAfter(ctx.now(), -exposureGrainSeconds);
  const told = row?.exposedAt != null && row.exposedAt > notAfter;
  if (!proven || row === undefined || told || !(await tellOf(ctx, row, notAfter, event))) {
    await recordAudit(ctx.control, event);
  }
}

/** @returns false when another request has told of it in the meantime. */
async function tellOf(ctx: PublicContext, row: CredentialRow, notAfter: string, event: AuditEvent): Promise<boolean> {
  const { id, orgId, name, prefix } = row;
  const job = { kind: 'apiKeys.mailExposure', orgId, subject: id, actor: ctx.actor };
  try {
    // One commit, as for what is no key: the rest is the job's, which opens the organisation.
    await ctx.control.oweFor(
      orgId,
      { action: 'apiKey.exposed', subject: id, detail: { name, prefix, address: ctx.request.address } },
      async (tx) => {
        if (!(await noteExposure(tx, id, { at: ctx.now().toISOString(), notAfter }))) throw new ToldMeanwhile();
        await recordAuditIn(tx, event);
        await ctx.services.jobs.enqueueIn(tx, job);
      },
    );
    return true;
  } catch (error) {
    if (error instanceof ToldMeanwhile) return false;
    throw error;
  }
}

/** Leaves the write, which is rolled back. Never leaves this module. */
class ToldMeanwhile extends Error {}
