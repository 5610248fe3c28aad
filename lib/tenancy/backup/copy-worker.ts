import { parentPort } from 'node:worker_threads';
import { sqliteCode } from '../../platform/db/connection.ts';
import { isHoldfastError } from '../../platform/errors.ts';
import { copyTasks } from './copy-tasks.ts';
import type { CopyAnswer, CopyRequest } from './copy-thread.ts';

// The thread of copy-thread.ts: one task after the other.
const port = parentPort;
port?.on('message', ({ task, input }: CopyRequest) => {
  const run = copyTasks[task] as (input: unknown) => Promise<unknown>;
  run(input).then(
    (value) => port.postMessage({ ok: true, value } satisfies CopyAnswer),
    (error: unknown) => {
      const detail = isHoldfastError(error) ? (error.detail ?? error.publicMessage) : String(error);
      port.postMessage({ ok: false, detail, full: isFull(error) } satisfies CopyAnswer);
    },
  );
});

/** The disk has no room: that is nobody's damage. */
function isFull(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOSPC' || code === 'EDQUOT' || sqliteCode(error) === 'SQLITE_FULL';
}
