import { z } from 'zod';
import { operation } from '../../access/operation.ts';
import { titleOf } from './present.ts';
import { RetentionHistory } from './schema.ts';

/** Receipts looked back over: a year of ordinary days, or the cuts of one very large day. */
const receiptsMax = 1_000;

const CutDetail = z.object({ rule: z.string(), before: z.string(), count: z.number().int() });

interface CutReceipt {
  readonly seq: number;
  readonly at: string;
  readonly detail: string;
}

/** The receipts are the history: what was cut is told once, where it is proven. */
export const listRetentionHistory = operation({
  name: 'retention.history',
  title: 'List what retention removed',
  description: 'By day and rule, the last first, as the last thousand receipts of it tell.',
  http: 'GET /retention/history',
  permission: 'retention:read',
  feature: undefined,
  limits: ['api.general'],
  input: z.strictObject({}),
  output: RetentionHistory,
  writes: false,
  run: async (ctx) => {
    const receipts = await ctx.db.all<CutReceipt>(
      `SELECT r.seq, r.at, d.detail FROM Receipt r JOIN ReceiptDetail d ON d.seq = r.seq
        WHERE r.action = 'retention.ran' AND d.detail IS NOT NULL ORDER BY r.seq DESC LIMIT ${receiptsMax}`,
    );
    const days = new Map<string, z.output<typeof RetentionHistory>['data'][number]>();
    for (const { seq, at, detail } of receipts) {
      const { rule, before, count } = CutDetail.parse(JSON.parse(detail));
      const day = at.slice(0, 10);
      const known = days.get(`${day} ${rule}`);
      days.set(`${day} ${rule}`, {
        ...{ day, rule, title: titleOf(rule) },
        count: (known?.count ?? 0) + count,
        before: known?.before ?? before,
        cuts: (known?.cuts ?? 0) + 1,
        lastSeq: known?.lastSeq ?? seq,
      });
    }
    return { data: [...days.values()] };
  },
});
