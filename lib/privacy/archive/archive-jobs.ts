import type { JobRequest } from '../../platform/jobs/job-queue.ts';
import type { TenantContext } from '../../tenancy/context.ts';

type Caller = Pick<TenantContext, 'org' | 'actor'>;

/** The job that checks an archive. */
export function checkJob(ctx: Caller, id: string): JobRequest {
  return { kind: 'archives.check', orgId: ctx.org.id, subject: id, actor: ctx.actor };
}

/** The job that takes its rows in. */
export function importJob(ctx: Caller, id: string): JobRequest {
  return { kind: 'archives.run', orgId: ctx.org.id, subject: id, actor: ctx.actor };
}

/** Each reads an archive of gigabytes, from its beginning. */
export const longKinds: ReadonlySet<string> = new Set(['archives.check', 'archives.run']);

/** Long enough for the write that follows; if the process ends in between, the job finds that nothing was started. */
export const guardSeconds = 5;
