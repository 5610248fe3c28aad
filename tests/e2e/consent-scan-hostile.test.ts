import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { walkPhaseHere } from '../support/scan-walk.ts';
import { type HostileSite, startHostileSite } from './support/hostile-site.ts';

/** Whether a process of this id is there and has not ended. */
function isAlive(pid: number): boolean {
  if (!existsSync(`/proc/${pid}/stat`)) return false;
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return !stat.slice(stat.lastIndexOf(')')).startsWith(') Z');
}

describe('a page that does its worst to the browser that scans it', () => {
  let site: HostileSite;
  beforeAll(async () => {
    site = await startHostileSite();
  });
  afterAll(() => site?.close());

  const walked = async (path: string, caps: object) => {
    let pid = 0;
    const seen = await walkPhaseHere('before', { url: site.at(path), installation: site.at(''), caps }, (started) => {
      pid = started;
    });
    expect(pid).toBeGreaterThan(1);
    await expect.poll(() => isAlive(pid), { message: 'the browser has ended' }).toBe(false);
    return seen;
  };

  it('reaches nothing of the machine but itself, by any way that a page has', async () => {
    const seen = await walked('/inside', { quietMs: 1_500, bannerMs: 0 });
    expect(site.contacts).toEqual([]);
    const told = site.told.filter((what) => !what.startsWith('asked'));
    for (const way of [
      'loopback',
      'localhost',
      'six',
      'mapped',
      'short',
      'hex',
      'any',
      'secure',
      'inward',
      'metadata',
    ]) {
      expect(told, way).toContain(`refused%20${way}`);
    }
    for (const way of ['private', 'named', 'file', 'socket', 'transport'])
      expect(told, way).toContain(`refused%20${way}`);
    expect(told.filter((what) => what.startsWith('reached'))).toEqual([]);
    expect(told.filter((what) => /%20granted$/.test(what))).toEqual([]);
    expect(seen.refused).toEqual(
      expect.arrayContaining([`127.0.0.1:${site.canaryPort}`, '169.254.169.254:80', 'canary.internal:80']),
    );
    expect(seen.end).toBe('whole');
  });

  it.each([
    ['redirects for ever', '/redirects', ['unreachable', 'requests']],
    ['sends for ever', '/endless', ['bytes']],
    ['opens windows and dialogs and sends files', '/restless', ['whole', 'time', 'requests']],
    ['never answers', '/spinning', ['time']],
    ['asks for ever', '/asking', ['requests']],
    ['takes all memory', '/hungry', ['memory', 'crash']],
  ])('one that %s is given up, and its browser with it', async (_, path, ends) => {
    const caps = { phaseMs: 4_000, bannerMs: 0, bytesMax: 2_000_000, requestsMax: 150, memoryBytesMax: 500_000_000 };
    const seen = await walked(path, caps);
    expect(ends).toContain(seen.end);
    expect(seen.milliseconds).toBeLessThan(30_000);
    if (path === '/restless') expect(seen.dialogs).toBeGreaterThan(0);
    expect(site.contacts).toEqual([]);
  });
});
