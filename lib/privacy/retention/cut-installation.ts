import type { SqlReader, SqlWriter } from '../../platform/db/types.ts';
import { newId } from '../../platform/ids.ts';
import type { Turn } from '../../platform/jobs/schedule.ts';
import { removeOldLocalMail } from '../../platform/mail/local-mailbox.ts';
import type { Runtime } from '../../runtime.ts';
import { type Cut, rowsCut } from './cut.ts';
import { edgeOf } from './override-store.ts';
import { type RetentionRuleName, ruleOf } from './rules.ts';

/** What is cut of the control database beside the organisations' parts. */
export const installationCuts = {
  installationAuditEvents: rowsCut({ table: 'AuditEvent', where: 'orgId IS NULL AND at < :before' }),
  loginTokens: rowsCut({ table: 'LoginToken', where: 'expiresAt < :before' }),
  spentTokens: rowsCut({ table: 'SpentToken', where: 'expiresAt < :before' }),
  subjectCodes: rowsCut({ table: 'SubjectCode', where: 'expiresAt < :before' }),
  factorChallenges: rowsCut({ table: 'FactorChallenge', where: 'expiresAt < :before' }),
  securityNotices: rowsCut({ table: 'SecurityNotice', where: 'expiresAt < :before' }),
  deviceCodes: rowsCut({ table: 'OAuthDeviceCode', where: 'expiresAt < :before' }),
  programGrants: rowsCut({ table: 'OAuthGrant', where: 'expiresAt < :before' }),
  sessions: rowsCut({
    table: 'Session',
    where: 'expiresAt < :before OR idleExpiresAt < :before OR revokedAt < :before',
  }),
  deadJobs: rowsCut({ table: 'Job', where: `state = 'dead' AND updatedAt < :before` }),
  restoreDrills: rowsCut({ table: 'RestoreDrill', where: 'startedAt < :before' }),
} as const satisfies Partial<Record<RetentionRuleName, Cut>>;

type Parts = Pick<Runtime, 'tenancy' | 'clock' | 'env' | 'installationLedger'>;

/**
 * Removes what the installation itself has kept long enough, a batch of rows at a time. The installation's ledger tells of
 * what went by each rule. It may end anywhere: the next run finds the rest.
 */
export async function cutInstallation(rt: Parts, { signal }: Turn): Promise<void> {
  for (const [name, cut] of Object.entries(installationCuts)) {
    const rule = name as keyof typeof installationCuts;
    const { days } = ruleOf(rule);
    const now = rt.clock.now();
    const to = { orgId: '', before: edgeOf(days, now), now };
    await tellOf(rt, rule, to.before, await cutAll(rt.tenancy.control, cut, to, signal));
    if (signal.aborted) return;
  }
  const before = edgeOf(ruleOf('localMail').days, rt.clock.now());
  await tellOf(rt, 'localMail', before, removeOldLocalMail(rt.env.HOLDFAST_DATA_DIR, new Date(before)));
}

async function cutAll(
  control: SqlReader & { write<T>(body: (tx: SqlWriter) => Promise<T>): Promise<T> },
  cut: Cut,
  to: Parameters<Cut['count']>[1],
  signal: AbortSignal,
): Promise<number> {
  let count = 0;
  for await (const keys of cut.batches(control, to)) {
    count += await control.write((tx) => cut.remove(tx, keys, to));
    if (signal.aborted) break;
  }
  return count;
}

async function tellOf(rt: Parts, rule: RetentionRuleName, before: string, count: number): Promise<void> {
  if (count === 0) return;
  const { days } = ruleOf(rule);
  const detail = { rule, days, before, count };
  await rt.installationLedger.append({ action: 'retention.ran', subject: newId('rtn'), detail }, { actor: 'system' });
}
