import type { ReceiptDraft } from '../../ledger/receipt.ts';
import type { SqlReader, SqlValue } from '../../platform/db/types.ts';
import { newId } from '../../platform/ids.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import { isHeld, isHeldAtAll } from '../holds/active-holds.ts';
import type { Cut, CutTo } from './cut.ts';
import { directoryCuts, organisationCuts } from './organisation-cuts.ts';
import { type EffectiveDays, edgeOf, effectiveDays } from './override-store.ts';
import { ownerCuts } from './owner-cuts.ts';
import { organisationRuleNames, type RetentionRuleName, ruleOf } from './rules.ts';

/** How many went by each rule; rules by which nothing went are left out. */
export type CutCounts = Partial<Record<RetentionRuleName, number>>;

/** A piece of the work takes about so long; then whoever waits for the runner has their turn. */
const pieceMs = 1_000;

/** Whether a hold stops the whole rule. Those that stand on contacts are in the conditions of the cuts themselves. */
async function isStopped(db: SqlReader, rule: RetentionRuleName): Promise<boolean> {
  const { heldBy } = ruleOf(rule);
  if (heldBy === 'none') return false;
  return heldBy === 'any' ? isHeldAtAll(db) : isHeld(db);
}

/** What would go now by each rule of the organisation; 0 for rules that a hold stops. */
export async function countDue(
  ctx: TenantContext,
  days: EffectiveDays,
  rules: readonly RetentionRuleName[] = organisationRuleNames,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const rule of rules) {
    const to = cutTo(ctx, days[rule]);
    const { cut, db } = rowsOf(ctx, rule);
    const stopped = await isStopped(ctx.db, rule);
    counts[rule] = stopped ? 0 : cut === undefined ? await countOf(ctx, rule, to) : await cut.count(db, to);
  }
  return counts;
}

async function countOf(ctx: TenantContext, rule: RetentionRuleName, to: CutTo): Promise<number> {
  return (await ownerCuts[rule]?.count(ctx, to)) ?? 0;
}

/**
 * Cuts for about a second. Afterwards what was cut is gone with a receipt for each write that says how much; killed
 * anywhere, the rest is found again. A hold that is placed meanwhile stops it: it is asked inside the write.
 * @returns what went, and whether nothing is left that is due.
 */
export async function cutPiece(ctx: TenantContext): Promise<{ readonly counts: CutCounts; readonly done: boolean }> {
  const days = await effectiveDays(ctx.db);
  const untilMs = performance.now() + pieceMs;
  const counts: CutCounts = {};
  // A piece that has cut nothing yet goes on looking, so that each piece comes further than the one before.
  const isLong = () => performance.now() >= untilMs && Object.keys(counts).length > 0;
  const add = (rule: RetentionRuleName, count: number) => {
    if (count > 0) counts[rule] = (counts[rule] ?? 0) + count;
  };
  for (const rule of organisationRuleNames) {
    if (await isStopped(ctx.db, rule)) continue;
    const to = cutTo(ctx, days[rule]);
    const { cut, db } = rowsOf(ctx, rule);
    if (cut === undefined) {
      for (let count = -1; count !== 0; ) {
        count = (await ownerCuts[rule]?.cut(ctx, to)) ?? 0;
        add(rule, count);
        if (isLong()) return { counts, done: false };
      }
    } else {
      for await (const keys of cut.batches(db, to)) {
        const count = await cutBatch(ctx, { rule, cut, to, days: days[rule] }, keys);
        if (count === 0) break;
        add(rule, count);
        if (isLong()) return { counts, done: false };
      }
    }
  }
  return { counts, done: true };
}

interface Batch {
  readonly rule: RetentionRuleName;
  readonly cut: Cut;
  readonly to: CutTo;
  readonly days: number;
}

/** Ends a write in which nothing was left to remove: no receipt tells of nothing. */
class NothingCut extends Error {}

async function cutBatch(ctx: TenantContext, batch: Batch, keys: readonly SqlValue[]): Promise<number> {
  const { rule, cut, to, days } = batch;
  const receipt = (count: number): ReceiptDraft => ({
    action: 'retention.ran',
    subject: newId('rtn'),
    detail: { rule, days, before: to.before, count },
  });
  try {
    if (ruleOf(rule).place === 'directory') {
      return await ctx.directory.write(receipt, async (tx) => removed(await cut.remove(tx, keys, to)));
    }
    return await ctx.write(receipt, async (tx) => {
      if (await isStopped(tx, rule)) throw new NothingCut();
      return removed(await cut.remove(tx, keys, to));
    });
  } catch (error) {
    if (error instanceof NothingCut) return 0;
    throw error;
  }
}

function removed(count: number): number {
  if (count === 0) throw new NothingCut();
  return count;
}

function cutTo(ctx: TenantContext, days: number): CutTo {
  const now = ctx.now();
  return { orgId: ctx.org.id, before: edgeOf(days, now), now };
}

function rowsOf(
  ctx: TenantContext,
  rule: RetentionRuleName,
): { readonly cut: Cut | undefined; readonly db: SqlReader } {
  const cuts: Partial<Record<RetentionRuleName, Cut>> = { ...organisationCuts, ...directoryCuts };
  return { cut: cuts[rule], db: ruleOf(rule).place === 'directory' ? ctx.directory : ctx.db };
}
