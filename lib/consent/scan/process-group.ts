import { readFileSync } from 'node:fs';

/** Afterwards no process of the group that this one leads is left. Does nothing for one that has ended. */
export function killGroup(pid: number): void {
  if (pid <= 1) return;
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, 'SIGKILL');
    } catch {
      // It has ended already.
    }
  }
}

/** How the process was called; null when there is none, or the system does not tell. */
export function commandLineOf(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return null;
  }
}
