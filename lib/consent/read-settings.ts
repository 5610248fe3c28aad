import { operation } from '../access/operation.ts';
import { presentSettings } from './present-settings.ts';
import { ConsentSettingsAnswer, ReadConsentSettings } from './schema.ts';
import { requireStorefront, subjectOf } from './settings-of.ts';

export const readConsentSettings = operation({
  name: 'consentSettings.read',
  title: 'Read the consent settings of a storefront',
  description: 'The draft, what is published, and whether publishing the draft asks visitors again.',
  http: 'GET /storefronts/{id}/consent-settings',
  permission: 'storefronts:read',
  feature: undefined,
  limits: ['api.general'],
  input: ReadConsentSettings,
  output: ConsentSettingsAnswer,
  writes: false,
  versioned: true,
  run: async (ctx, { id }) => {
    const row = await requireStorefront(ctx.db, id);
    return presentSettings(ctx.db, row, subjectOf(ctx, row));
  },
});
