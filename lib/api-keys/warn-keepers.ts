import { operation } from '../access/operation.ts';
import { isoAfter } from '../platform/clock.ts';
import type { JobRequest } from '../platform/jobs/job-queue.ts';
import type { Services } from '../runtime.ts';
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
    // Asked for before it was revoked, by a process that ended then: there is nothing to tell.
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

/** Long enough for the write that follows; if the process ends in between, the job finds nothing to tell. */
const guardSeconds = 5;

/**
 * Does a write that keepers are to be told of, so that no crash loses the mail: the job stands before the write, and is
 * called once it is done.
 */
export async function tellingKeepers<T>(
  { jobs }: Services,
  job: JobRequest & { readonly kind: 'apiKeys.mailLeak' | 'apiKeys.mailExposure' },
  write: () => Promise<T>,
): Promise<T> {
  await jobs.enqueue(job, { delaySeconds: guardSeconds });
  const result = await write();
  await jobs.enqueue(job);
  return result;
}
