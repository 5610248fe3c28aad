import { operation } from '../access/operation.ts';
import { requireMatch } from '../access/precondition.ts';
import { canonicalJson, type Json } from '../ledger/canonical.ts';
import { sha256 } from '../platform/crypto/digest.ts';
import { fail } from '../platform/errors.ts';
import { readStoredConsent } from './policy.ts';
import { saveConsent } from './policy-store.ts';
import { presentSettings } from './present-settings.ts';
import { ConsentSettingsAnswer, UpdateConsentSettings } from './schema.ts';
import { requireStorefront, subjectOf } from './settings-of.ts';

/**
 * Keeps a draft of what visitors are to be asked. What they are asked now stays until it is published.
 * @throws `not_found`; `version_conflict` when somebody else changed the storefront since.
 */
export const updateConsentSettings = operation({
  name: 'consentSettings.update',
  title: 'Change the consent settings of a storefront',
  description: 'The whole settings, as a draft: visitors are asked as before until they are published.',
  http: 'PATCH /storefronts/{id}/consent-settings',
  permission: 'storefronts:write',
  feature: undefined,
  limits: ['api.general'],
  input: UpdateConsentSettings,
  output: ConsentSettingsAnswer,
  writes: true,
  versioned: true,
  refuses: ['version_conflict'],
  run: (ctx, { id, settings, version }) => {
    const draft = settings as unknown as Json;
    const digest = sha256(canonicalJson(draft)).toString('hex');
    return ctx.writeAnswer(
      { action: 'storefront.updated', subject: id, detail: { consentDraft: digest } },
      async (tx) => {
        const before = await requireStorefront(tx, id);
        const shown = await presentSettings(tx, before, subjectOf(ctx, before));
        requireMatch(ctx.request, () => shown);
        if (version !== undefined && version !== before.version) throw fail('version_conflict');
        const { published } = readStoredConsent(before.consent);
        const consent = canonicalJson({ draft, published: published as unknown as Json });
        await saveConsent(tx, id, { consent, policy: before.policy, at: ctx.now().toISOString() });
        const after = await requireStorefront(tx, id);
        return presentSettings(tx, after, subjectOf(ctx, after));
      },
      (answer) => answer,
    );
  },
});
