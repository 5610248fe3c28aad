import { runtime } from '../runtime.ts';

/** Whether this installation runs in local mode: on one machine, for one person, with its mail in a mailbox page. */
export function isLocalMode(): boolean {
  return runtime().env.HOLDFAST_ENV === 'local';
}
