import { scanPhases, type WalkSeenOf } from '../observation.ts';
import type { WalkJob, WalkNews } from './job.ts';
import { walkPhase } from './walk-phase.ts';

/**
 * Walks a site through every phase, one after the other. One that does not come, or that asks nobody, is looked at once: there
 * is nothing to answer.
 */
export async function walkSite(job: WalkJob, tell: (news: WalkNews) => void): Promise<WalkSeenOf> {
  const phases: WalkSeenOf['phases'] = [];
  let browser = '';
  for (const phase of scanPhases) {
    tell({ kind: 'phase', phase });
    const walked = await walkPhase(phase, job, (pid) => tell({ kind: 'browser', pid }));
    ({ browser } = walked);
    phases.push(walked.seen);
    if (walked.seen.end === 'unreachable' || walked.seen.banner === null) break;
  }
  return { browser, phases };
}
