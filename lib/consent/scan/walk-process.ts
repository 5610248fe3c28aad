import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { sha256 } from '../../platform/crypto/digest.ts';
import { type ScanPhase, scanPhases, WalkSeen, type WalkSeenOf } from './observation.ts';
import { commandLineOf, killGroup } from './process-group.ts';
import type { WalkJob, WalkNews, WalkOrder } from './walk/job.ts';

/** What came of a walk. `failed` is for whoever runs the installation, and may name what the browser said. */
export type WalkOutcome = { readonly seen: WalkSeenOf } | { readonly failed: string };

export interface StartedWalk {
  readonly outcome: Promise<WalkOutcome>;
  /** Afterwards program and browser have ended and their folder is gone. */
  end(): Promise<void>;
}

interface Surroundings {
  readonly projectRoot: string;
  readonly dataDir: string;
  /** The walk is over by then, whatever the program does. */
  readonly maxMs: number;
}

const programHeap = '--max-old-space-size=384';
const locateMs = 15_000;
const printedMax = 2_000;
const pidFile = 'browser.pid';

/** Begins a walk in a process of its own, which has none of our surroundings: no setting, no key. */
export function startWalk(
  { projectRoot, dataDir, maxMs }: Surroundings,
  job: Omit<WalkJob, 'folder'>,
  reached: (phase: ScanPhase) => void,
): StartedWalk {
  const folder = mkdtempSync(join(tmpdir(), folderPrefix(dataDir)));
  const child = startProgram(projectRoot, folder);
  let browserPid = 0;
  let said: WalkOutcome | null = null;
  let late = false;
  let printed = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    printed = (printed + text).slice(-printedMax);
  });
  child.on('message', (news: WalkNews) => {
    if (news.kind === 'browser') {
      browserPid = news.pid;
      writeFileSync(join(folder, pidFile), String(news.pid), { mode: 0o600 });
    } else if (news.kind === 'phase') {
      const phase = scanPhases.find((each) => each === news.phase);
      if (phase !== undefined) reached(phase);
    } else if (news.kind === 'seen') {
      const seen = WalkSeen.safeParse(news.seen);
      said = seen.success ? { seen: seen.data } : { failed: 'what the browser saw could not be read' };
    } else if (news.kind === 'failed') {
      said = { failed: news.reason };
    }
  });
  const timer = setTimeout(() => {
    late = true;
    child.kill('SIGKILL');
  }, maxMs);
  const ended = new Promise<void>((done) => {
    child.once('error', () => done());
    child.once('close', () => done());
  });
  const outcome = ended.then((): WalkOutcome => {
    clearTimeout(timer);
    killGroup(browserPid);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    if (said !== null) return said;
    return { failed: late ? 'it took too long' : `the program ended early: ${printed || child.exitCode}` };
  });
  const order: WalkOrder = { kind: 'walk', job: { ...job, folder } };
  child.send(order, () => undefined);
  return {
    outcome,
    async end() {
      child.kill('SIGKILL');
      killGroup(browserPid);
      await outcome;
    },
  };
}

/** Where Playwright keeps the browser that it installs. It is asked in a process of its own: we never load it. */
export function locateBrowser(projectRoot: string): Promise<string> {
  const child = startProgram(projectRoot, homedir());
  const timer = setTimeout(() => child.kill('SIGKILL'), locateMs);
  return new Promise((found, failed) => {
    child.on('message', (news: WalkNews) => {
      if (news.kind === 'located') found(news.path);
    });
    child.once('error', failed);
    child.once('close', () => {
      clearTimeout(timer);
      failed(new Error('Playwright did not say where its browser is'));
    });
    const order: WalkOrder = { kind: 'locate' };
    child.send(order, () => undefined);
  });
}

/**
 * Removes what walks of an earlier process of this data folder left, which was killed in their midst. Browsers end by
 * themselves then; one that has not is ended.
 */
export function sweepScanFolders(dataDir: string): void {
  const prefix = folderPrefix(dataDir);
  for (const name of namesIn(tmpdir()).filter((each) => each.startsWith(prefix))) {
    const folder = join(tmpdir(), name);
    const pid = pidIn(folder);
    if (pid !== null && commandLineOf(pid)?.includes(folder)) killGroup(pid);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function pidIn(folder: string): number | null {
  try {
    const pid = Number(readFileSync(join(folder, pidFile), 'utf8'));
    return Number.isInteger(pid) && pid > 1 ? pid : null;
  } catch {
    return null;
  }
}

/** Names the data folder, so that one installation never removes what another on the same machine is using. */
function folderPrefix(dataDir: string): string {
  return `holdfast-scan-${sha256(resolve(dataDir)).toString('hex').slice(0, 12)}-`;
}

function startProgram(projectRoot: string, folder: string): ChildProcess {
  const program = join(projectRoot, 'lib', 'consent', 'scan', 'walk', 'program.ts');
  return spawn(process.execPath, [programHeap, '--disable-warning=ExperimentalWarning', program], {
    cwd: projectRoot,
    env: { HOME: folder, TMPDIR: folder, PATH: '/usr/local/bin:/usr/bin:/bin', NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // A signal to our group, as a terminal sends it, is for us alone: we end the program ourselves.
    detached: true,
    serialization: 'json',
  });
}
