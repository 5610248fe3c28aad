import type { ReceiptDraft } from '../ledger/receipt.ts';
import type { TenantContext } from '../tenancy/context.ts';
import { judgeReports, type ReadReport, type Verdict } from './judge-reports.ts';
import { insertInteractions } from './store.ts';

/** Ends a write that turned out to have nothing to store: nothing is written, and this is what to answer. */
class NothingNew<Answer> extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super('nothing new to store');
    this.answer = answer;
  }
}

interface WriteOptions<Answer> {
  /** Makes the answer; throwing refuses all of them. */
  present(verdicts: readonly Verdict[]): Answer;
  /** The receipt of what was stored. */
  receipt(answer: Answer): ReceiptDraft;
}

/**
 * Judges and stores reports in one write. Afterwards those judged `created` are stored under one receipt, together or
 * not at all; when there is none, nothing is written. Reports with one externalId that arrive at the same moment are
 * judged one after the other, so that one of them is stored and the others are its duplicates.
 */
export async function writeReports<Answer>(
  ctx: TenantContext,
  reports: readonly ReadReport[],
  { present, receipt }: WriteOptions<Answer>,
): Promise<Answer> {
  try {
    return await ctx.writeAnswer(
      receipt,
      async (tx) => {
        const verdicts = await judgeReports(tx, reports, ctx.now());
        const answer = present(verdicts);
        const rows = verdicts.flatMap((verdict) => (verdict.status === 'created' ? [verdict.row] : []));
        if (rows.length === 0) throw new NothingNew(answer);
        await insertInteractions(tx, rows);
        return answer;
      },
      (answer) => answer,
    );
  } catch (error) {
    if (error instanceof NothingNew) return error.answer as Answer;
    throw error;
  }
}
