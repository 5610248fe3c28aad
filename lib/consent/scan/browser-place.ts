import { existsSync } from 'node:fs';
import type { Environment } from '../../platform/env.ts';

/** The browser that scans are made with, or why there is none, in words for whoever asked for a scan. */
export type BrowserPlace =
  | { readonly executablePath: string; readonly sandbox: boolean; readonly problem: null }
  | { readonly problem: string };

type BrowserSettings = Pick<Environment, 'CHROMIUM_PATH' | 'CHROMIUM_SANDBOX' | 'HOLDFAST_ENV'>;

const systemPaths: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: [
    ...['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome-stable', '/usr/bin/google-chrome'],
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: ['C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'],
};

export const noBrowserProblem =
  'There is no browser to scan with on this server. Whoever runs it installs one by `npx playwright install chromium`, or names one in CHROMIUM_PATH.';

interface Machine {
  readonly uid?: number | undefined;
  readonly isThere?: (path: string) => boolean;
  readonly platform?: NodeJS.Platform;
}

/**
 * Looks for the browser: the one that is named, else Playwright's own, else the system's. Without its sandbox a browser that a
 * page has taken over is a program of ours: in production that has to be wanted.
 *
 * @param locate where Playwright keeps its own, whether it is there or not.
 */
export async function browserPlace(
  env: BrowserSettings,
  locate: () => Promise<string>,
  { uid = process.getuid?.(), isThere = existsSync, platform = process.platform }: Machine = {},
): Promise<BrowserPlace> {
  const isRoot = uid === 0;
  if (isRoot && env.HOLDFAST_ENV === 'production' && env.CHROMIUM_SANDBOX === 'on') {
    return {
      problem:
        'A browser has no sandbox when it is run by root. Whoever runs this server runs it as another user, or sets CHROMIUM_SANDBOX=off.',
    };
  }
  const sandbox = env.CHROMIUM_SANDBOX === 'on' && !isRoot;
  if (env.CHROMIUM_PATH !== undefined) {
    if (isThere(env.CHROMIUM_PATH)) return { executablePath: env.CHROMIUM_PATH, sandbox, problem: null };
    return { problem: 'CHROMIUM_PATH names no file on this server.' };
  }
  const paths = [await locate().catch(() => ''), ...(systemPaths[platform] ?? [])];
  const executablePath = paths.find((path) => path !== '' && isThere(path));
  return executablePath === undefined ? { problem: noBrowserProblem } : { executablePath, sandbox, problem: null };
}
