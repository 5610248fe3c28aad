import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '#lib/platform/crypto/digest.ts';
import { scanBrowser } from '../support/scan-walk.ts';
import { temporaryDataDir } from '../support/server-process.ts';

interface Line {
  readonly state?: string;
  readonly error?: string | null;
  readonly receipts?: readonly string[];
}

describe('a process that is killed in the midst of a scan', () => {
  let dataDir: string;
  let tools: string;
  let server: Server;
  /** While it is set, the page is never finished. */
  let hangs: boolean;
  const children: ChildProcess[] = [];

  beforeEach(async () => {
    dataDir = temporaryDataDir();
    tools = mkdtempSync(join(tmpdir(), 'holdfast-tools-'));
    hangs = true;
    server = createServer((_, response) => {
      response.setHeader('content-type', 'text/html').write('<!doctype html><title>Shop</title><h1>Shop</h1>');
      if (!hangs) response.end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
    for (const folder of [dataDir, tools]) rmSync(folder, { recursive: true, force: true });
  });

  function start(): { readonly child: ChildProcess; readonly lines: () => Line[] } {
    const { port } = server.address() as AddressInfo;
    const program = join(import.meta.dirname, '../support/scan-process.ts');
    const child = spawn(process.execPath, [program, dataDir, `http://127.0.0.1:${port}/`], {
      env: { ...process.env, CHROMIUM_PATH: scanBrowser(tools) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
    });
    const whole = () =>
      text
        .slice(0, text.lastIndexOf('\n') + 1)
        .split('\n')
        .filter(Boolean);
    return { child, lines: () => whole().map((line) => JSON.parse(line) as Line) };
  }

  const prefix = () => `holdfast-scan-${sha256(resolve(dataDir)).toString('hex').slice(0, 12)}-`;

  interface Found {
    readonly group: number;
    /** How it was called, and with which surroundings. Processes of a browser write over the latter. */
    readonly told: string;
  }

  function processes(): Found[] {
    return readdirSync('/proc').flatMap((entry) => {
      if (!/^\d+$/.test(entry)) return [];
      try {
        const read = (name: string) => readFileSync(`/proc/${entry}/${name}`, 'utf8');
        const stat = read('stat');
        const group = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]);
        return [{ group, told: `${read('cmdline')} ${read('environ')}` }];
      } catch {
        return [];
      }
    });
  }

  /** The groups of the program and of its browser, to which all of its processes belong. */
  const scanning = () => [
    ...new Set(processes().flatMap(({ group, told }) => (told.includes(prefix()) ? [group] : []))),
  ];

  const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith(prefix()));

  async function killed(run: ReturnType<typeof start>): Promise<void> {
    await expect.poll(() => run.lines().at(-1)?.state).toBe('running');
    await expect.poll(() => scanning().length).toBe(2);
    const groups = new Set(scanning());
    run.child.kill('SIGKILL');
    await once(run.child, 'close');
    const left = () => processes().filter(({ group }) => groups.has(group));
    await expect.poll(left, { message: 'no program and no browser is left' }).toEqual([]);
    expect(scanning()).toEqual([]);
  }

  it('leaves no browser; the next one begins the scan once more, and finishes it', async () => {
    await killed(start());
    expect(folders()).toHaveLength(1);
    hangs = false;
    const run = start();
    await once(run.child, 'close');
    expect(run.lines().at(-2)).toMatchObject({ state: 'done', error: null });
    expect(run.lines().at(-1)?.receipts).toEqual([
      ...['consentScan.requested', 'consentScan.started', 'consentScan.started', 'consentScan.finished'],
    ]);
    expect(folders()).toEqual([]);
    expect(scanning()).toEqual([]);
  });

  it('a second time ends the scan, with the reason', async () => {
    await killed(start());
    await killed(start());
    const run = start();
    await once(run.child, 'close');
    expect(run.lines().at(-2)).toMatchObject({ state: 'failed', error: 'It was interrupted twice.' });
    expect(run.lines().at(-1)?.receipts?.at(-1)).toBe('consentScan.failed');
    expect(folders()).toEqual([]);
    expect(scanning()).toEqual([]);
  });
});
