import { readdirSync, readFileSync } from 'node:fs';

const pageBytes = 4_096;

/**
 * What the processes of a group hold for themselves, in bytes: resident and not shared. 0 where the system does not tell
 * (it is read from `/proc`).
 */
export function groupMemoryBytes(group: number): number {
  let pages = 0;
  for (const entry of entriesOfProc()) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      // The name in brackets may hold anything; what follows the last bracket are state, parent and group.
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
      const [, , pgrp] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (Number(pgrp) !== group) continue;
      const [, resident = 0, shared = 0] = readFileSync(`/proc/${entry}/statm`, 'utf8').split(' ').map(Number);
      pages += Math.max(0, resident - shared);
    } catch {
      // It ended meanwhile.
    }
  }
  return pages * pageBytes;
}

function entriesOfProc(): readonly string[] {
  try {
    return readdirSync('/proc');
  } catch {
    return [];
  }
}
