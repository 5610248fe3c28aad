import { execute } from './access/execute.ts';
import type { Operation } from './access/operation.ts';
import { fail } from './platform/errors.ts';
import { newId } from './platform/ids.ts';
import type { JobProgress, JobRequest } from './platform/jobs/job-queue.ts';

/**
 * The door of background work: runs a job's operation in the name of whoever started it, inside the job's organisation.
 * @throws `internal` for a kind that names no operation, and what the operation throws.
 */
export function createJobDoor(operations: readonly Operation[]): (job: JobRequest) => Promise<JobProgress> {
  const byName = new Map(operations.map((op) => [op.name, op]));
  return async (job) => {
    const op = byName.get(job.kind);
    if (op === undefined) throw fail('internal', { detail: `no operation is called ${job.kind}` });
    const output: unknown = await execute(op, {
      principal: { kind: 'job', orgId: job.orgId, actor: job.actor },
      input: { id: job.subject },
      request: {
        requestId: newId('req'),
        door: 'job',
        address: 'local',
        userAgent: null,
        cookies: new Map(),
        body: null,
      },
      // Nobody waits for an answer: there are no cookies to set and no limits to tell of.
      answer: { setCookie: () => undefined, noteLimit: () => undefined },
    });
    if (!isProgress(output))
      throw fail('internal', { detail: `${job.kind} is no job: it does not say whether it is done` });
    return output;
  };
}

function isProgress(output: unknown): output is JobProgress {
  return typeof output === 'object' && output !== null && 'done' in output && typeof output.done === 'boolean';
}
