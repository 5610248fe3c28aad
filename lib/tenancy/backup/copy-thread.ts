import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { fail } from '../../platform/errors.ts';
import type { CopyTasks } from './copy-tasks.ts';

type Input<Name extends keyof CopyTasks> = Parameters<CopyTasks[Name]>[0];
type Output<Name extends keyof CopyTasks> = Awaited<ReturnType<CopyTasks[Name]>>;

export interface CopyRequest {
  readonly task: keyof CopyTasks;
  readonly input: unknown;
}

export type CopyAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly detail: string; readonly full: boolean };

/** Does the tasks of copy-tasks.ts in a thread of its own, one at a time. */
export interface CopyThread {
  /** @throws `storage_unavailable` when there is no room or the thread ended, else `internal` with what was found. */
  do<Name extends keyof CopyTasks>(task: Name, input: Input<Name>): Promise<Output<Name>>;
  close(): Promise<void>;
}

/** Runs `work` with such a thread. `projectRoot` says where it starts from, whatever bundle this code is in. */
export async function withCopyThread<T>(projectRoot: string, work: (thread: CopyThread) => Promise<T>): Promise<T> {
  const thread = startCopyThread(projectRoot);
  try {
    return await work(thread);
  } finally {
    await thread.close();
  }
}

function startCopyThread(projectRoot: string): CopyThread {
  const worker = new Worker(join(projectRoot, 'lib/tenancy/backup/copy-worker.ts'), {
    // Not what this process was started with: loaders of tests and debuggers stay outside.
    execArgv: [],
    stderr: true,
  });
  let last: Promise<unknown> = Promise.resolve();
  let ended: Error | undefined;
  const tell = new Set<(error: Error) => void>();
  const end = (error: Error) => {
    ended ??= error;
    for (const one of [...tell]) one(ended);
  };
  worker.on('error', end);
  worker.on('exit', () => end(new Error('the thread that copies databases ended')));
  worker.unref();

  const ask = (request: CopyRequest) =>
    new Promise<unknown>((resolve, reject) => {
      const done = () => {
        tell.delete(failed);
        worker.off('message', answered);
        worker.unref();
      };
      const failed = (error: Error) => {
        done();
        reject(fail('storage_unavailable', { detail: error.message, cause: error }));
      };
      const answered = (answer: CopyAnswer) => {
        done();
        if (answer.ok) resolve(answer.value);
        else reject(fail(answer.full ? 'storage_unavailable' : 'internal', { detail: answer.detail }));
      };
      if (ended !== undefined) return failed(ended);
      tell.add(failed);
      worker.on('message', answered);
      worker.ref();
      worker.postMessage(request);
    });

  return {
    do<Name extends keyof CopyTasks>(task: Name, input: Input<Name>) {
      const next = last.then(() => ask({ task, input }));
      last = next.catch(() => undefined);
      return next as Promise<Output<Name>>;
    },
    close: async () => {
      await worker.terminate();
    },
  };
}
