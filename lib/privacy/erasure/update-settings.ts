import { requireFactor } from '../../access/factor-standing.ts';
import { operation } from '../../access/operation.ts';
import { runtime } from '../../runtime.ts';
import { type ErasureSettingsRow, findErasureSettings, saveErasureSettings } from './erasure-store.ts';
import { mailOwners } from './mail-owners.ts';
import { erasureSettingsMail } from './mails.ts';
import { ErasureSettings, UpdateErasureSettings } from './schema.ts';

const isWeaker = (after: ErasureSettingsRow, before: ErasureSettingsRow) =>
  after.coolingOffDays < before.coolingOffDays || (before.secondApproval === 'on' && after.secondApproval === 'off');

/**
 * Says what it takes to erase the organisation. Less than before takes a fresh sign-in, and every owner hears of it; an
 * erasure that was asked for already keeps to what was agreed then.
 * @throws what {@link requireFactor} throws.
 */
export const updateErasureSettings = operation({
  name: 'erasure.updateSettings',
  title: 'Say what it takes to erase the organisation',
  http: 'PUT /organization/erasure/settings',
  permission: 'organization:erase',
  feature: undefined,
  limits: ['api.general'],
  input: UpdateErasureSettings,
  output: ErasureSettings,
  writes: true,
  stepUp: 'sometimes',
  run: async (ctx, after) => {
    const { weaker } = await ctx.directory.write(
      ({ before }: { readonly before: ErasureSettingsRow }) => ({
        action: 'erasureSettings.updated',
        subject: ctx.org.id,
        detail: { from: { ...before }, to: { ...after } },
      }),
      async (tx) => {
        const before = await findErasureSettings(tx, ctx.org.id);
        if (isWeaker(after, before)) await requireFactor(ctx);
        await saveErasureSettings(tx, ctx.org.id, after, ctx.now().toISOString());
        return { before, weaker: isWeaker(after, before) };
      },
    );
    const { tenancy } = runtime();
    if (weaker) await mailOwners({ ...ctx.services, tenancy }, ctx.org.id, erasureSettingsMail);
    return after;
  },
});
