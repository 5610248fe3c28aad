import { auditOf } from '../access/audit.ts';
import { operation } from '../access/operation.ts';
import { type Plan, plans } from '../access/plans.ts';
import { publishPolicy } from '../consent/policy.ts';
import type { ReceiptDraft } from '../ledger/receipt.ts';
import { sha256 } from '../platform/crypto/digest.ts';
import type { SqlReader } from '../platform/db/types.ts';
import { fail } from '../platform/errors.ts';
import { addressOf } from './address-of.ts';
import { presentStorefront, settingsToPublish, subjectToPublish } from './present.ts';
import { problemsOf } from './problems.ts';
import { readContent } from './read-content.ts';
import { requireStorefront } from './require-storefront.ts';
import { PublishStorefront, Storefront, type StorefrontAnswer } from './schema.ts';
import { countPublished, type StorefrontRow, savePublished } from './store.ts';

interface Published {
  readonly receipts: readonly ReceiptDraft[];
  readonly answer: StorefrontAnswer;
}

/**
 * Shows the draft to everybody, and asks its visitors for consent: page and policy are published in one write. A page that is
 * shown already keeps the consent settings that its visitors are asked by; one that is not is published with those that were
 * edited. CLAIMS P3, G5.
 *
 * @throws `not_found`; `invalid_input` naming what keeps the draft from being shown; `quota_reached` when the plan lets no
 * more be published; `conflict` when that is what visitors see; `version_conflict`.
 */
export const publishStorefront = operation({
  name: 'storefronts.publish',
  title: 'Publish a storefront',
  description:
    'Visitors see the draft from now on. A storefront that was not shown is published with its draft of the consent settings; one that is shown keeps those that its visitors are asked by.',
  http: 'POST /storefronts/{id}/publish',
  permission: 'storefronts:write',
  feature: undefined,
  limits: ['api.general'],
  input: PublishStorefront,
  output: Storefront,
  writes: true,
  refuses: ['conflict', 'quota_reached', 'version_conflict'],
  run: async (ctx, { id, version }) => {
    const checked = async (db: SqlReader) => {
      const row = await requireStorefront(db, id);
      if (version !== undefined && version !== row.version) throw fail('version_conflict');
      await requirePublishable(db, row, ctx.org.plan);
      return row;
    };
    const early = await checked(ctx.db);
    const url = await addressOf(ctx, early);
    // Noted first: an act that the audit log cannot tell of is not done.
    const detail = { storefrontId: id };
    await ctx.services.audit.record({ ...auditOf(ctx), action: 'storefront.publish', outcome: 'ok', detail });
    return ctx.writeAnswer(
      ({ receipts }: Published) => receipts,
      async (tx) => {
        const before = await checked(tx);
        const { which } = settingsToPublish(before);
        const at = ctx.now();
        const { policy, asksAgain, receipts } = await publishPolicy(tx, subjectToPublish(ctx, before), { which, at });
        const same = before.state === 'published' && before.published === before.draft;
        if (same && receipts.length === 0) throw fail('conflict', { message: 'That is what visitors see already.' });
        await savePublished(tx, id, at.toISOString());
        const { name } = readContent(before.draft);
        const content = sha256(before.draft).toString('hex');
        const published = { name, slug: before.slug, content, policy, asksAgain };
        const answer = await presentStorefront(ctx, tx, await requireStorefront(tx, id), url);
        return {
          receipts: [{ action: 'storefront.published', subject: id, detail: published }, ...receipts],
          answer,
        };
      },
      ({ answer }) => answer,
    );
  },
});

/** Counted where nobody else can come between, so that no two take the last place. */
async function requirePublishable(db: SqlReader, row: StorefrontRow, plan: Plan): Promise<void> {
  const problems = await problemsOf(db, row.id, readContent(row.draft), settingsToPublish(row).settings);
  if (problems.length > 0) {
    throw fail('invalid_input', {
      problems: problems.map(({ path, message }) => ({ path: `draft.${path}`, message })),
    });
  }
  if (row.state === 'published') return;
  const max = plans[plan].quantities.storefronts;
  if ((await countPublished(db)) < max) return;
  const message = `Your plan lets ${max === 1 ? 'one storefront' : `${max} storefronts`} be published at a time.`;
  throw fail('quota_reached', { message });
}
