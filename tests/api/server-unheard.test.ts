import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { expect, it } from 'vitest';
import { projectRoot } from '../support/data-folder.ts';
import { temporaryDataDir } from '../support/server-process.ts';

/** A browser that was left open over an update asks for an action that is gone: the pages complain of it on stderr. */
const askForNoAction = (url: string) =>
  fetch(`${url}/sign-in`, {
    method: 'POST',
    headers: { 'next-action': '4'.repeat(42), 'content-type': 'text/plain;charset=UTF-8', origin: url },
    body: '[]',
    signal: AbortSignal.timeout(20_000),
  });

it('a server goes on, and ends when asked to, once nobody reads what it prints', async () => {
  const dataDir = temporaryDataDir();
  const child = spawn(process.execPath, ['server/main.ts'], {
    cwd: projectRoot,
    env: {
      ...{ PATH: process.env.PATH ?? '', NODE_ENV: 'production', PORT: '0', HOLDFAST_DATA_DIR: dataDir },
      ...{ HOLDFAST_LOG: 'warn', HOLDFAST_READY_JSON: '1' },
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  try {
    const url = await new Promise<string>((resolve, reject) => {
      let text = '';
      child.stdout.on('data', (chunk: Buffer) => {
        text += chunk.toString('utf8');
        const ready = /"url":"([^"]+)"/.exec(text)?.[1];
        if (ready !== undefined) resolve(ready.replace(/\/$/, ''));
      });
      child.once('exit', () => reject(new Error(text)));
    });
    child.stdout.destroy();
    child.stderr.destroy();
    for (let asked = 0; asked < 3; asked += 1) expect((await askForNoAction(url)).status).toBeLessThan(500);
    expect((await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(20_000) })).status).toBe(200);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  } finally {
    child.kill('SIGKILL');
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  }
});
