import { fileOutput, operation } from '../access/operation.ts';
import { exportPart, planExport } from './export-parts.ts';
import { ExportLedger } from './schema.ts';

/** CLAIMS R1, G7: everything that a stranger needs to check the ledger, as one file of lines. */
export const exportLedger = operation({
  name: 'ledger.export',
  title: 'Export the ledger',
  description:
    'Every receipt, one a line, then the signed checkpoint; with a filter, the receipts that match, each with its proof. Details are there for those who may read them.',
  http: 'GET /ledger/export',
  permission: 'receipts:read',
  feature: undefined,
  limits: ['api.general', 'ledger.export'],
  input: ExportLedger,
  output: fileOutput,
  writes: false,
  run: async (ctx, filter) => {
    const { principal, org } = ctx;
    const plan = await planExport(ctx, filter);
    let from: number | null = 0;
    return {
      fileName: `${org.slug}-${plan.size}.ledger.jsonl`,
      contentType: 'application/jsonl',
      stream: new ReadableStream<Uint8Array>(
        {
          // A part is read when the one before has left, so that memory is bounded, whatever the ledger holds.
          async pull(controller) {
            const at: number = from ?? 0;
            const { text, next } = await ctx.readLater((db) =>
              exportPart(db, { orgId: org.id, principal, plan, from: at }),
            );
            controller.enqueue(Buffer.from(text, 'utf8'));
            from = next;
            if (next === null) controller.close();
          },
        },
        { highWaterMark: 0 },
      ),
    };
  },
});
