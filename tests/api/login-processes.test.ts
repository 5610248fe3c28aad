import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import { createTestMember, createTestOrganization, type TestOrganization } from '../support/call.ts';
import { holdfast } from '../support/command-line.ts';
import { freePort } from '../support/free-port.ts';
import { allowInBrowser } from '../support/remote-command.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let server: OwnServer;
let org: TestOrganization;
let home: string;

beforeAll(async () => {
  const port = await freePort();
  rt = await createTestRuntime({ env: { PORT: port } });
  server = await startOwnServer(rt, { port });
  org = await createTestOrganization('Processes');
  home = mkdtempSync(join(tmpdir(), 'holdfast-home-'));
});

afterAll(async () => {
  await server.close();
  await rt.close();
  rmSync(home, { recursive: true, force: true });
});

/** A browser that notes the words it was started with. */
function notingBrowser(): { readonly env: Record<string, string>; readonly words: string } {
  const folder = join(home, 'bin');
  const words = join(home, 'browser-words');
  mkdirSync(folder);
  writeFileSync(
    join(folder, 'xdg-open'),
    `#!/bin/sh\nprintf '%s' "$*" > '${words}.new' && mv '${words}.new' '${words}'\n`,
  );
  chmodSync(join(folder, 'xdg-open'), 0o755);
  return { env: { PATH: `${folder}:${process.env.PATH ?? ''}` }, words };
}

const storedTokens = () => {
  const file = join(home, '.config/holdfast/profiles.json');
  const { profiles } = JSON.parse(readFileSync(file, 'utf8')) as {
    profiles: { tokens: { access: string; refresh: string } }[];
  };
  return profiles.map(({ tokens }) => tokens);
};

describe.runIf(process.platform === 'linux')('holdfast as processes of their own', () => {
  test('one signs in through a browser, and those that run at once renew what it got without ending it', async () => {
    const { env, words } = notingBrowser();
    const login = holdfast(home, ['login', '--url', rt.origin, '--json'], env);
    await expect.poll(() => existsSync(words), { timeout: 60_000 }).toBe(true);
    const seen = readFileSync(words, 'utf8');
    expect(seen).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/start\/[\w-]+$/);
    const page = await allowInBrowser(seen, await createTestMember(org.orgId, 'owner'));
    expect(await page.text()).toContain('You are signed in');
    const signedIn = await login;
    expect(signedIn).toMatchObject({ exitCode: 0 });
    expect(JSON.parse(signedIn.stdout)).toMatchObject({ organization: org.slug, url: rt.origin });

    const [before] = storedTokens();
    // Over by the server's clock; by that of the commands it looks good.
    rt.clock.advance(601);
    const ran = await Promise.all([1, 2, 3].map(() => holdfast(home, ['whoami', '--json'])));
    expect(ran.map(({ exitCode, stderr }) => [exitCode, stderr])).toEqual([1, 2, 3].map(() => [0, '']));
    const [after] = storedTokens();
    expect(after?.refresh).not.toBe(before?.refresh);

    const printed = [signedIn, ...ran].map(({ stdout, stderr }) => stdout + stderr).join('');
    for (const { access, refresh } of [before, after].filter((tokens) => tokens !== undefined)) {
      expect(printed).not.toContain(access);
      expect(printed).not.toContain(refresh);
    }
    expect((await holdfast(home, ['logout'])).exitCode).toBe(0);
    expect(storedTokens()).toEqual([]);
  });
});
