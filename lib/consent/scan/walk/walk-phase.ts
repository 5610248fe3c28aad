import type { BrowserContext, Page, Route } from 'playwright';
import { type ForwardProxy, startForwardProxy } from '../../../platform/outbound/forward-proxy.ts';
import { visibleText } from '../../../platform/visible-text.ts';
import { listedMax } from '../caps.ts';
import type { PhaseSeenOf, ScanPhase } from '../observation.ts';
import { killGroup } from '../process-group.ts';
import { press, waitForBanner, withdraw, within } from './banner.ts';
import type { WalkJob } from './job.ts';
import { type LaunchedBrowser, launchScanBrowser } from './launch.ts';
import { measure } from './measure.ts';
import { groupMemoryBytes } from './memory.ts';
import { Recorder } from './recorder.ts';

type PhaseEnd = PhaseSeenOf['end'];

const memoryEveryMs = 500;
const closeMs = 3_000;
/** How long a page may go on asking before it is looked at as it is. */
const settleMsMax = 8_000;
const scrollSteps = 4;

interface Walking {
  readonly page: Page;
  readonly job: WalkJob;
  readonly recorder: Recorder;
  /** What is known so far: it stays when the phase is cut short. */
  readonly seen: { status: number | null; acted: boolean; banner: PhaseSeenOf['banner'] };
}

/**
 * One phase, in a browser of its own. Afterwards that browser has ended, with all of its processes, however the phase went.
 * Whatever cuts a phase short, it says how far it came.
 */
export async function walkPhase(
  phase: ScanPhase,
  job: WalkJob,
  started: (pid: number) => void,
): Promise<{ readonly seen: PhaseSeenOf; readonly browser: string }> {
  const { caps } = job;
  const begun = performance.now();
  let end: PhaseEnd = 'whole';
  const stop = Promise.withResolvers<void>();
  const cutShort = (why: PhaseEnd) => {
    if (end === 'whole') end = why;
    stop.resolve();
  };
  const policy = { loopbackPorts: new Set(job.loopbackPorts) };
  const proxy = await startForwardProxy({ policy, bytesMax: caps.bytesMax, onFull: () => cutShort('bytes') });
  const timer = setTimeout(() => cutShort('time'), caps.phaseMs);
  let launched: LaunchedBrowser | null = null;
  let memory: ReturnType<typeof setInterval> | undefined;
  try {
    launched = await launchScanBrowser(job, proxy);
    const { browser, pid } = launched;
    started(pid);
    browser.on('disconnected', () => cutShort('crash'));
    memory = setInterval(() => {
      if (groupMemoryBytes(pid) > caps.memoryBytesMax) cutShort('memory');
    }, memoryEveryMs);
    const context = await browser.newContext({
      serviceWorkers: 'block',
      acceptDownloads: false,
      permissions: [],
      viewport: { width: 1_280, height: 900 },
      locale: 'en-GB',
      userAgent: nameOf(browser.version()),
    });
    await context.route(({ pathname }) => pathname === '/api/v1/consents', answerForInstallation);
    const page = await context.newPage();
    const recorder = new Recorder(caps.requestsMax, () => cutShort('requests'));
    recorder.follow(context, page);
    page.on('crash', () => cutShort('crash'));
    const seen: Walking['seen'] = { status: null, acted: false, banner: null };
    const steps = takeSteps(phase, { page, job, recorder, seen }).catch(() => cutShort('unreachable'));
    await Promise.race([steps, stop.promise]);
    if (end !== 'whole' && end !== 'unreachable') proxy.cut();
    const told = await tell({ phase, context, page, job, recorder, proxy });
    const took = Math.round(performance.now() - begun);
    return {
      seen: { ...told, ...seen, phase, end, bytes: proxy.bytes(), milliseconds: took },
      browser: visibleText(browser.version(), 100),
    };
  } finally {
    clearTimeout(timer);
    clearInterval(memory);
    if (launched !== null) {
      await within(launched.browser.close(), end === 'whole' ? closeMs : 100);
      killGroup(launched.pid);
    }
    await proxy.close();
  }
}

/** What this Chromium is called with a window: some sites show another page to one without. */
function nameOf(version: string): string {
  const major = version.split('.')[0] ?? '';
  return `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${major}.0.0.0 Safari/537.36`;
}

/** What a visitor does. */
async function takeSteps(phase: ScanPhase, walking: Walking): Promise<void> {
  const { page, job, recorder, seen } = walking;
  const open = () => visit(walking);
  await open();
  seen.banner = await waitForBanner(page, job.caps.bannerMs);
  if (phase === 'before') return lookAround(walking);
  if (seen.banner === null) return;
  if (phase === 'rejected') {
    recorder.begin();
    seen.acted = await press(page, 'reject');
    if (!seen.acted) return;
  } else {
    const accepted = await press(page, 'accept');
    if (phase === 'accepted') seen.acted = accepted;
    if (!accepted) return;
  }
  await lookAround(walking);
  if (phase === 'withdrawn') {
    seen.acted = await withdraw(page, () => quiet(walking));
    if (!seen.acted) return;
    await quiet(walking);
    recorder.begin();
  }
  // What was chosen holds on the next page too.
  await open();
  if (phase === 'withdrawn') await lookAround(walking);
}

/** @throws when the page does not come. */
async function visit(walking: Walking): Promise<void> {
  const { page, job, seen } = walking;
  const open = () => page.goto(job.url, { waitUntil: 'domcontentloaded', timeout: job.caps.phaseMs });
  // A page that loads itself anew at that moment, as ours does after consent was withdrawn, breaks the visit off: once more.
  const answer = await open().catch(async (error: unknown) => {
    if (!/interrupted by another navigation|ERR_ABORTED/.test(String(error))) throw error;
    await quiet(walking);
    return open();
  });
  seen.status = answer?.status() ?? null;
  await within(page.waitForLoadState('load'), settleMsMax);
  await quiet(walking);
}

async function lookAround(walking: Walking): Promise<void> {
  const { page } = walking;
  for (let step = 0; step < scrollSteps; step += 1) {
    await within(page.mouse.wheel(0, 900), 1_000);
    await pause(100);
  }
  await quiet(walking);
}

/** Until nothing was asked for a while. */
async function quiet({ job, recorder }: Walking): Promise<void> {
  const until = performance.now() + settleMsMax;
  await pause(100);
  recorder.lastActiveMs = Math.max(recorder.lastActiveMs, performance.now() - 100);
  while (performance.now() < until && performance.now() - recorder.lastActiveMs < job.caps.quietMs) await pause(50);
}

const pause = (waitMs: number) => new Promise((resume) => setTimeout(resume, waitMs));

interface Telling {
  readonly phase: ScanPhase;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly job: WalkJob;
  readonly recorder: Recorder;
  readonly proxy: ForwardProxy;
}

async function tell({ context, page, job, recorder, proxy }: Telling) {
  const siteHost = new URL(job.url).hostname;
  const measured = await measure(context, page, siteHost);
  const hosts = recorder.hosts(siteHost);
  const { popups, dialogs, downloads, requests } = recorder;
  return {
    ...measured,
    url: addressOf(page.url()),
    hosts: hosts.slice(0, listedMax),
    leftOut: measured.leftOut + Math.max(0, hosts.length - listedMax),
    refused: [...proxy.refused].map((host) => visibleText(host, 250)),
    ...{ popups, dialogs, downloads, requests },
  };
}

/** Without query and fragment, which may say more of a visitor than of the page. */
function addressOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url === null || url.origin === 'null' ? '' : visibleText(`${url.origin}${url.pathname}`, 500);
}

/** The choices of a scan are nobody's: they are answered here and reach nobody. */
async function answerForInstallation(route: Route): Promise<void> {
  if (route.request().method() !== 'POST') return route.fallback();
  const told = {
    consentId: 'scan',
    id: 'scan',
    at: new Date().toISOString(),
    url: new URL('/', route.request().url()),
  };
  await route.fulfill({ status: 201, headers: { 'access-control-allow-origin': '*' }, json: told });
}
