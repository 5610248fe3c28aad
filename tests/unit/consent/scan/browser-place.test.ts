import { describe, expect, it } from 'vitest';
import { browserPlace, noBrowserProblem } from '#lib/consent/scan/browser-place.ts';

const settings = { CHROMIUM_PATH: undefined, CHROMIUM_SANDBOX: 'on', HOLDFAST_ENV: 'production' } as const;
const playwrights = async () => '/home/holdfast/.cache/ms-playwright/chromium/chrome';
const only = (...paths: string[]) => ({
  uid: 1_000,
  platform: 'linux' as const,
  isThere: (path: string) => paths.includes(path),
});

describe('the browser that scans are made with', () => {
  it('is the one that is named, else Playwright’s own, else the system’s', async () => {
    const all = only('/opt/chrome', await playwrights(), '/usr/bin/chromium');
    const at = async (env: object, where: object) => browserPlace({ ...settings, ...env }, playwrights, where);
    expect(await at({ CHROMIUM_PATH: '/opt/chrome' }, all)).toMatchObject({
      executablePath: '/opt/chrome',
      sandbox: true,
    });
    expect(await at({}, all)).toMatchObject({ executablePath: await playwrights() });
    expect(await at({}, only('/usr/bin/chromium'))).toMatchObject({ executablePath: '/usr/bin/chromium' });
  });

  it('is missing in words that say what to install', async () => {
    expect(await browserPlace(settings, playwrights, only())).toEqual({ problem: noBrowserProblem });
    expect(await browserPlace(settings, () => Promise.reject(new Error('no')), only())).toEqual({
      problem: noBrowserProblem,
    });
    expect(noBrowserProblem).toContain('npx playwright install chromium');
    const wrong = await browserPlace(
      { ...settings, CHROMIUM_PATH: '/opt/none' },
      playwrights,
      only('/usr/bin/chromium'),
    );
    expect(wrong.problem).toContain('CHROMIUM_PATH');
  });

  it('goes without its sandbox in production only where that is wanted', async () => {
    const root = { ...only('/usr/bin/chromium'), uid: 0 };
    expect((await browserPlace(settings, playwrights, root)).problem).toContain('CHROMIUM_SANDBOX=off');
    const wanted = await browserPlace({ ...settings, CHROMIUM_SANDBOX: 'off' }, playwrights, root);
    expect(wanted).toMatchObject({ sandbox: false, problem: null });
    const local = await browserPlace({ ...settings, HOLDFAST_ENV: 'local' }, playwrights, root);
    expect(local).toMatchObject({ sandbox: false, problem: null });
  });
});
