import type { JobQueue } from '../../platform/jobs/job-queue.ts';

/** The operation that mails an organisation about messages of one storefront. */
export const notifyKind = 'messages.notify';

/** A message that a crash cuts off from its job is found by the job that was asked for before it. */
export const beforehandSeconds = 60;

/** The caller knows the storefront to be this organisation's. */
export function askToNotify(
  jobs: Pick<JobQueue, 'enqueue'>,
  orgId: string,
  storefrontId: string,
  delaySeconds = 0,
): Promise<void> {
  return jobs.enqueue({ kind: notifyKind, orgId, subject: storefrontId, actor: 'system' }, { delaySeconds });
}
