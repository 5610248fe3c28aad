import { auditOf } from '../access/audit.ts';
import { fileOutput, operation } from '../access/operation.ts';
import { exportPart, planExport } from '../ledger/export-parts.ts';
import { ExportConsents } from './schema.ts';

/**
 * Proof of consent: an export of the ledger that holds the receipts of choices alone, opened, each with its proof to the
 * signed head at the end (docs/ledger-format.md, section 5). Offline verification takes it as it is; what each hash of a
 * policy stands for is read by `consents.readPolicy`. CLAIMS G10, R8.
 */
export const exportConsents = operation({
  name: 'consents.export',
  title: 'Export proof of consent',
  description:
    'The receipts of what visitors chose, each with what it tells and its proof, then the signed head. Verify it as any export of the ledger. What visitors deleted is there as erased, where no storefront is named.',
  http: 'GET /consents/export',
  permission: 'consents:read',
  feature: undefined,
  limits: ['api.general', 'consents.export'],
  input: ExportConsents,
  output: fileOutput,
  writes: false,
  run: async (ctx, { storefront, from, until }) => {
    const { principal, org } = ctx;
    const event = { ...auditOf(ctx), action: 'consent.export', outcome: 'ok' } as const;
    await ctx.services.audit.record({ ...event, detail: { storefront: storefront ?? null } });
    const plan = await planExport(ctx, { action: 'consent.recorded', from, to: until });
    let at: number | null = 0;
    return {
      fileName: `${org.slug}-${plan.size}.consents.jsonl`,
      contentType: 'application/jsonl',
      stream: new ReadableStream<Uint8Array>(
        {
          // A part is read when the one before has left, so that memory is bounded, whatever the ledger holds.
          async pull(controller) {
            const part = await ctx.readLater((db) => exportPart(db, { orgId: org.id, principal, plan, from: at ?? 0 }));
            const text = storefront === undefined ? part.text : ofStorefront(part.text, storefront);
            controller.enqueue(Buffer.from(text, 'utf8'));
            at = part.next;
            if (part.next === null) controller.close();
          },
        },
        { highWaterMark: 0 },
      ),
    };
  },
});

interface Line {
  readonly receipt?: { readonly action: string };
  /** `detail` is canonical JSON. */
  readonly opening?: { readonly detail: string };
}

/** Without the choices made on other storefronts, and those that tell no more where they were made. */
function ofStorefront(text: string, storefront: string): string {
  const kept = text.split('\n').filter((line) => {
    if (line === '') return false;
    const { receipt, opening } = JSON.parse(line) as Line;
    if (receipt?.action !== 'consent.recorded') return true;
    return opening !== undefined && JSON.parse(opening.detail).storefront === storefront;
  });
  return kept.map((line) => `${line}\n`).join('');
}
