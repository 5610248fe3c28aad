import type { Runtime } from '../../runtime.ts';

/**
 * Takes up erasures of persons that were given up after many failures: what was begun has to come to its end, whatever stood
 * in its way. @returns how many.
 */
export async function reviveErasures({ tenancy, jobs }: Pick<Runtime, 'tenancy' | 'jobs'>): Promise<number> {
  const dead = await tenancy.control.all<{ orgId: string; subject: string; actor: string }>(
    "SELECT orgId, subject, actor FROM Job WHERE kind = 'persons.runErasure' AND state = 'dead'",
  );
  for (const job of dead) await jobs.enqueue({ kind: 'persons.runErasure', ...job });
  return dead.length;
}
