import { setTimeout as wait } from 'node:timers/promises';
import type { Environment } from '../../platform/env.ts';
import { fail } from '../../platform/errors.ts';
import type { JobQueue, JobRequest } from '../../platform/jobs/job-queue.ts';
import type { Log } from '../../platform/log.ts';
import { type BrowserPlace, browserPlace } from './browser-place.ts';
import { type ScanCaps, scanCaps } from './caps.ts';
import { type ScanPhase, scanPhases } from './observation.ts';
import { locateBrowser, type StartedWalk, startWalk, sweepScanFolders, type WalkOutcome } from './walk-process.ts';

interface WantedWalk {
  readonly id: string;
  readonly url: string;
  readonly loopbackPorts: readonly number[];
  /** Called again once there is something to ask for. */
  readonly job: JobRequest;
}

/**
 * Walks sites with a browser, beside what this process serves. A walk cannot be taken up where another process left it: it is
 * begun anew.
 */
export interface ConsentScanner {
  /** The browser that scans are made with. */
  browser(): Promise<BrowserPlace>;
  /** Whether another walk may begin. */
  hasRoom(): boolean;
  /** Whether a walk of this id goes on here, or has come to an end that nobody has asked for. */
  knows(id: string): boolean;
  /**
   * Begins the walk under this id, or goes on waiting for it, for some seconds.
   * @returns what came of it, once; null while it goes on.
   * @throws `conflict` when there is no browser; `shutting_down`.
   */
  walk(wanted: WantedWalk): Promise<WalkOutcome | null>;
  /** Ends the walk of this id, and forgets what came of it. Does nothing where there is none. */
  drop(id: string): Promise<void>;
  /** How far it is; null when it does not go on here. */
  phase(id: string): ScanPhase | null;
  /** Ends every browser. What was under way is begun anew by the next process. */
  stop(): Promise<void>;
}

interface ScannerOptions {
  readonly env: Environment;
  readonly log: Log;
  readonly projectRoot: string;
  readonly dataDir: string;
  readonly jobs: Pick<JobQueue, 'enqueue'>;
  readonly caps?: ScanCaps;
  /** Walks at once, over all organisations; 2 by default. A browser takes some hundred megabytes. */
  readonly parallel?: number;
  /** How long `walk` waits, in milliseconds; 1,500 by default. */
  readonly waitMs?: number;
}

interface Walk {
  readonly started: StartedWalk;
  readonly ended: Promise<void>;
  phase: ScanPhase | null;
  outcome: WalkOutcome | null;
}

export function createConsentScanner(options: ScannerOptions): ConsentScanner {
  const { env, log, projectRoot, dataDir, jobs, caps = scanCaps, parallel = 2, waitMs = 1_500 } = options;
  const walks = new Map<string, Walk>();
  let stopped = false;
  // The data folder is ours alone: nobody is using what is there.
  sweepScanFolders(dataDir);

  const browser = () => browserPlace(env, () => locateBrowser(projectRoot));
  const underWay = () => [...walks.values()].filter(({ outcome }) => outcome === null).length;

  async function begin({ id, url, loopbackPorts, job }: WantedWalk): Promise<Walk> {
    const place = await browser();
    if (place.problem !== null) throw fail('conflict', { message: place.problem });
    if (stopped) throw fail('shutting_down');
    const { executablePath, sandbox } = place;
    const walk: { -readonly [Name in keyof Walk]?: Walk[Name] } = { phase: scanPhases[0], outcome: null };
    const started = startWalk(
      { projectRoot, dataDir, maxMs: scanPhases.length * caps.phaseMs + 30_000 },
      { url, executablePath, sandbox, loopbackPorts, caps },
      (phase) => {
        walk.phase = phase;
      },
    );
    walk.started = started;
    walk.ended = started.outcome.then((outcome) => {
      walk.outcome = outcome;
      walk.phase = null;
      if ('failed' in outcome) log.warn({ scan: id, reason: outcome.failed }, 'a walk through a site failed');
      // The job looks by itself too, only later: what fails here costs a second.
      if (!stopped) void jobs.enqueue(job).catch((error: unknown) => log.warn({ err: error }, 'a job was not called'));
    });
    walks.set(id, walk as Walk);
    return walk as Walk;
  }

  return {
    browser,
    hasRoom: () => !stopped && underWay() < parallel,
    knows: (id) => walks.has(id),
    async walk(wanted) {
      if (stopped) throw fail('shutting_down');
      const walk = walks.get(wanted.id) ?? (await begin(wanted));
      const timer = new AbortController();
      await Promise.race([walk.ended, wait(waitMs, undefined, { signal: timer.signal }).catch(() => undefined)]);
      timer.abort();
      if (walk.outcome !== null) walks.delete(wanted.id);
      else if (stopped) throw fail('shutting_down');
      return walk.outcome;
    },
    async drop(id) {
      await walks.get(id)?.started.end();
      walks.delete(id);
    },
    phase: (id) => walks.get(id)?.phase ?? null,
    async stop() {
      stopped = true;
      await Promise.all([...walks.values()].map(({ started }) => started.end()));
    },
  };
}
