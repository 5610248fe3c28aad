import { operation, textOutput } from '../access/operation.ts';
import { exportPart, planExport } from '../ledger/export-parts.ts';
import { fail } from '../platform/errors.ts';
import { requireConsents } from './own-consents.ts';
import { ProveTaggedConsent } from './schema.ts';

/**
 * The receipts of one choice, opened, each with its proof to a signed head: an export of the ledger that offline
 * verification takes. docs/ledger-format.md, section 5. For the public door.
 */
export const makeConsentProof = operation({
  name: 'consents.makeProof',
  title: 'Prove a choice to its visitor',
  permission: 'consents:read',
  feature: undefined,
  limits: [],
  input: ProveTaggedConsent,
  output: textOutput,
  writes: false,
  run: async (ctx, { storefrontId, tag, id }) => {
    const rows = await requireConsents(ctx.db, storefrontId, tag);
    const row = id === undefined ? rows[0] : rows.find((each) => each.id === id);
    if (row === undefined) throw fail('not_found');
    const plan = await planExport(ctx, { subject: row.id });
    const parts: string[] = [];
    for (let from: number | null = 0; from !== null; ) {
      const part = await exportPart(ctx.db, { orgId: ctx.org.id, principal: ctx.principal, plan, from });
      parts.push(part.text);
      from = part.next;
    }
    return { contentType: 'application/jsonl', text: parts.join('') };
  },
});
