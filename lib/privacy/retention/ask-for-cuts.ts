import type { Turn } from '../../platform/jobs/schedule.ts';
import type { Runtime } from '../../runtime.ts';
import { cutJob } from './cut-organization.ts';

/** Organisations whose jobs are asked for together: one commit, or few. */
const pageOrganizations = 200;
/** Jobs that fall due in one second, so that ten thousand of them leave room for mail and imports in between. */
const jobsPerSecond = 20;

/**
 * Asks for a cut of each organisation, as jobs that fall due one after the other: two run at a time, so that no more
 * databases are open for it, however many organisations there are. A job that was asked for and has not run stays one.
 */
export async function askForCuts(rt: Pick<Runtime, 'tenancy' | 'jobs'>, { signal }: Turn): Promise<void> {
  let asked = 0;
  for (let after = ''; ; ) {
    const page = await rt.tenancy.control.all<{ id: string }>(
      `SELECT id FROM Organization WHERE status = 'active' AND id > ? ORDER BY id LIMIT ${pageOrganizations}`,
      [after],
    );
    await Promise.all(
      page.map(({ id }, index) =>
        rt.jobs.enqueue(cutJob(id), { delaySeconds: Math.floor((asked + index) / jobsPerSecond) }),
      ),
    );
    asked += page.length;
    const last = page.at(-1);
    if (last === undefined || page.length < pageOrganizations || signal.aborted) return;
    after = last.id;
  }
}
