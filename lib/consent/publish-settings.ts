import type { z } from 'zod';
import { operation } from '../access/operation.ts';
import type { ReceiptDraft } from '../ledger/receipt.ts';
import { fail } from '../platform/errors.ts';
import { publishPolicy } from './policy.ts';
import { presentSettings } from './present-settings.ts';
import { ConsentSettingsAnswer, PublishConsentSettings } from './schema.ts';
import { requireStorefront, subjectOf } from './settings-of.ts';

interface Published {
  readonly receipts: readonly ReceiptDraft[];
  readonly answer: z.output<typeof ConsentSettingsAnswer>;
}

/**
 * Makes the draft count: afterwards visitors are asked by it, again where it asks something else than before. CLAIMS G10.
 * @throws `not_found`; `version_conflict` when the draft is not the one that was looked at; `conflict` when the storefront is not published, or the draft is what visitors are asked already.
 */
export const publishConsentSettings = operation({
  name: 'consentSettings.publish',
  title: 'Publish the consent settings of a storefront',
  description: 'What visitors are asked is kept word for word, under its SHA-256; another hash asks them again.',
  http: 'POST /storefronts/{id}/consent-settings/publish',
  permission: 'storefronts:write',
  feature: undefined,
  limits: ['api.general'],
  input: PublishConsentSettings,
  output: ConsentSettingsAnswer,
  writes: true,
  refuses: ['conflict', 'version_conflict'],
  run: (ctx, { id, version }) =>
    ctx.writeAnswer(
      ({ receipts }: Published) => receipts,
      async (tx) => {
        const before = await requireStorefront(tx, id);
        if (version !== undefined && version !== before.version) throw fail('version_conflict');
        if (before.state !== 'published') {
          throw fail('conflict', { message: 'Publish the storefront; its consent settings are published with it.' });
        }
        const subject = subjectOf(ctx, before);
        const { receipts } = await publishPolicy(tx, subject, { which: 'draft', at: ctx.now() });
        if (receipts.length === 0) throw fail('conflict', { message: 'That is what visitors are asked already.' });
        const after = await requireStorefront(tx, id);
        return { receipts, answer: await presentSettings(tx, after, subject) };
      },
      ({ answer }) => answer,
    ),
});
