import type { JobQueue } from '../../platform/jobs/job-queue.ts';

/** The operation that attends to one request: lets it expire, reminds of its term, pays the mail that it owes. */
export const attendKind = 'subjectRequests.attend';

/** A change that a crash cuts off from its job is found by the job that was asked for before it. */
export const beforehandSeconds = 60;

/** The caller knows the request to be this organisation's. */
export function askToAttend(
  jobs: Pick<JobQueue, 'enqueue'>,
  orgId: string,
  requestId: string,
  delaySeconds = 0,
): Promise<void> {
  return jobs.enqueue({ kind: attendKind, orgId, subject: requestId, actor: 'system' }, { delaySeconds });
}
