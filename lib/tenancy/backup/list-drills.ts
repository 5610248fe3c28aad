import { z } from 'zod';
import { operation } from '../../access/operation.ts';
import { ListDrills, OrganizationDrills } from './schema.ts';

/** Drills that are listed: two years of them. */
const drillsMax = 24;

const Told = z.object({
  backup: z.string(),
  copiedAt: z.string(),
  outcome: z.enum(['passed', 'failed']),
  receipts: z.number().int(),
});

/** From the organisation's own receipts, so that what is listed is what can be proven. */
export const listDrills = operation({
  name: 'drills.list',
  title: 'List restore drills',
  description:
    'Each month the newest backup is restored where nobody reaches it: the copy is opened and counted, its ledger and ' +
    'checkpoints are verified. What came of it for this organisation stands in its ledger, and is listed here.',
  http: 'GET /drills',
  permission: 'backups:read',
  feature: undefined,
  limits: ['api.general'],
  input: ListDrills,
  output: OrganizationDrills,
  writes: false,
  run: async (ctx) => {
    const rows = await ctx.db.all<{ seq: number; at: string; subject: string; detail: string | null }>(
      `SELECT r.seq, r.at, r.subject, d.detail FROM Receipt r JOIN ReceiptDetail d ON d.seq = r.seq
        WHERE r.action = 'restore.drilled' ORDER BY r.seq DESC LIMIT ?`,
      [drillsMax],
    );
    const data = rows.flatMap(({ seq, at, subject, detail }) => {
      const told = Told.safeParse(JSON.parse(detail ?? 'null'));
      return told.success ? [{ id: subject, at, ...told.data, receipt: seq }] : [];
    });
    return { data };
  },
});
