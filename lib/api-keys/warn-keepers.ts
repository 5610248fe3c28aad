import { operation } from '../access/operation.ts';
import { isoAfter } from '../platform/clock.ts';
import { exposureMail, leakMail } from './key-mails.ts';
import { mailKeepers } from './mail-keepers.ts';
import { ApiKeyId, JobDone } from './schema.ts';
import { findKey } from './store.ts';

/** Tells an organisation's owners and admins that a key was revoked because it had leaked. Run by the job queue. */
export const mailLeak = operation({
  name: 'apiKeys.mailLeak',
  title: 'Tell of a leaked API key',
  permission: 'apiKeys:write',
  feature: undefined,
  limits: [],
  input: ApiKeyId,
  output: JobDone,
  writes: false,
  run: async (ctx, { id }) => {
    const row = await findKey(ctx.directory, ctx.org.id, id);
    if (row?.revokedFor === 'leak') await mailKeepers(ctx, row, leakMail);
    return { done: true as const };
  },
});

/** Tells an organisation's owners and admins that a key stood in the address of a request. Run by the job queue. */
export const mailExposure = operation({
  name: 'apiKeys.mailExposure',
  title: 'Tell of an exposed API key',
  permission: 'apiKeys:write',
  feature: undefined,
  limits: [],
  input: ApiKeyId,
  output: JobDone,
  writes: false,
  run: async (ctx, { id }) => {
    const row = await findKey(ctx.directory, ctx.org.id, id);
    const lately = isoAfter(ctx.now(), -exposureGrainSeconds);
    if (row?.exposedAt != null && row.exposedAt > lately) await mailKeepers(ctx, row, exposureMail);
    return { done: true as const };
  },
});

/** A key that stands in addresses all day is told of once. */
export const exposureGrainSeconds = 86_400;
