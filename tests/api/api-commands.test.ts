import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import { call, createTestMember, createTestOrganization, type TestOrganization } from '../support/call.ts';
import { freePort } from '../support/free-port.ts';
import { type RemoteMachine, remoteMachine } from '../support/remote-command.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let server: OwnServer;
let org: TestOrganization;
let key: string;

beforeAll(async () => {
  const port = await freePort();
  rt = await createTestRuntime({ env: { PORT: port } });
  server = await startOwnServer(rt, { port });
  org = await createTestOrganization('Commands');
  const owner = await createTestMember(org.orgId, 'owner');
  key = (await call(createApiKey, owner, { name: 'Commands', scopes: ['*'] })).key;
});

afterAll(async () => {
  await server.close();
  await rt.close();
});

let mine: RemoteMachine;
beforeEach(() => {
  rt.clock.advance(601);
  mine = remoteMachine({ settings: { HOLDFAST_API_KEY: key, HOLDFAST_URL: rt.origin } });
});

interface Contact {
  readonly id: string;
  readonly firstName: string | null;
  readonly company: string | null;
  readonly tags: readonly string[];
}

describe('a command of the API', () => {
  test('takes members as options, lists by repeating them, and records by their ids', async () => {
    const made = await mine.json<Contact>([
      ...['contacts', 'create', '--first-name', 'Grace', '--company', 'Navy', '--tags', 'a', '--tags', 'b'],
      ...['--custom-fields', '{"rank":"admiral"}'],
    ]);
    expect(made).toMatchObject({ firstName: 'Grace', tags: ['a', 'b'], customFields: { rank: 'admiral' } });
    expect(await mine.json(['contacts', 'read', made.id])).toEqual(made);
    const changed = await mine.json<Contact>(['contacts', 'update', made.id, '--no-company']);
    expect(changed).toMatchObject({ firstName: 'Grace', company: null });
    expect(await mine.run(['contacts', 'delete', made.id, '--json'])).toMatchObject({ exitCode: 0, stdout: 'null\n' });
    expect((await mine.run(['contacts', 'read', made.id])).exitCode).toBe(1);
  });

  test('takes the input as JSON: as it stands, from a file, from standard input; options go before it', async () => {
    const file = join(dirname(mine.folder), 'contact.json');
    writeFileSync(file, JSON.stringify({ firstName: 'File', tags: ['f'] }));
    const create = (data: string, stdin?: string, ...more: string[]) =>
      mine.json<Contact>(['contacts', 'create', '--data', data, ...more], stdin);
    expect((await create('{"firstName":"Text"}')).firstName).toBe('Text');
    expect(await create('@contact.json', '', '--first-name', 'Option')).toMatchObject({
      firstName: 'Option',
      tags: ['f'],
    });
    expect((await create('-', '{"firstName":"Stdin"}')).firstName).toBe('Stdin');
  });

  test('is the same below `api`, where the names of operators’ verbs are free too', async () => {
    const { data } = await mine.json<{ data: unknown[] }>(['api', 'contacts', 'list', '--limit', '1']);
    expect(data.length).toBeLessThanOrEqual(1);
    expect(await mine.json(['api', 'ledger', 'verify'])).toMatchObject({ ok: true });
    expect(await mine.json(['api', 'audit', 'list', '--limit', '1'])).toHaveProperty('nextCursor');
  });

  test('goes through every page with --all, and shows one without', async () => {
    const names = ['p1', 'p2', 'p3', 'p4', 'p5'];
    for (const name of names) await mine.json(['contacts', 'create', '--first-name', name, '--tags', 'paged']);
    const list = ['contacts', 'list', '--tag', 'paged', '--limit', '2'];
    const page = await mine.json<{ data: Contact[]; nextCursor: string | null }>(list);
    expect([page.data.length, typeof page.nextCursor]).toEqual([2, 'string']);
    const all = await mine.json<typeof page>([...list, '--all']);
    expect([all.data.map(({ firstName }) => firstName), all.nextCursor]).toEqual([names, null]);
    const { stdout } = await mine.run(list);
    expect(stdout).toMatch(/firstName.*\n.*p1.*\n.*p2.*\n\nMore: --cursor \S+, or --all\.\n$/);
  });

  test('is harmless a second time with the same --idempotency-key', async () => {
    const create = ['contacts', 'create', '--first-name', 'Once', '--idempotency-key', 'k-1'];
    const [one, again] = [await mine.json<Contact>(create), await mine.json<Contact>(create)];
    expect(again.id).toBe(one.id);
  });

  test('sends files and standard input, and writes what it gets where it is told', async () => {
    const folder = dirname(mine.folder);
    const bytes = 'a,b\n'.repeat(50_000);
    writeFileSync(join(folder, 'sent.csv'), bytes);
    const upload = ['files', 'upload', '--file-name', 'sent.csv', '--file'];
    const { id } = await mine.json<{ id: string }>([...upload, 'sent.csv']);
    const saved = join(folder, 'got.csv');
    expect(await mine.json(['files', 'download', id, '--out', 'got.csv'])).toMatchObject({
      file: saved,
      bytes: bytes.length,
    });
    expect(readFileSync(saved, 'utf8')).toBe(bytes);
    expect(statSync(saved).mode & 0o777).toBe(0o600);
    const again = await mine.run(['files', 'download', id, '--out', 'got.csv']);
    expect(again).toMatchObject({ exitCode: 1, stderr: `holdfast: ${saved} is there already.\n` });
    const piped = await mine.json<{ id: string }>([...upload, '-'], 'from a pipe');
    expect((await mine.run(['files', 'download', piped.id])).stdout).toBe('from a pipe');
    expect(await mine.run(['files', 'download', id, '--json'])).toMatchObject({ exitCode: 2, stdout: '' });
  });
});

describe('a file that breaks off', () => {
  test('is told, and nothing of it is left', async () => {
    const stub = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/csv', 'content-length': 1_000 });
      response.write('half of it', () => response.destroy());
    });
    await new Promise<void>((listening) => stub.listen(0, '127.0.0.1', listening));
    onTestFinished(() => void stub.close());
    const url = `http://127.0.0.1:${(stub.address() as AddressInfo).port}`;
    const cut = remoteMachine({ settings: { HOLDFAST_API_KEY: key, HOLDFAST_URL: url } });
    const ran = await cut.run(['files', 'download', 'fil_1', '--out', 'cut.csv']);
    expect(ran).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr: expect.stringMatching(/^holdfast: The file broke off/),
    });
    expect(existsSync(join(dirname(cut.folder), 'cut.csv'))).toBe(false);
    expect((await cut.run(['files', 'download', 'fil_1'])).exitCode).toBe(1);
  });
});

describe('a refusal', () => {
  test('stands on stderr as the API said it, with --json, and exits with 2 for input that was refused', async () => {
    const ran = await mine.run(['contacts', 'list', '--sort', 'shoe-size', '--json']);
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(JSON.parse(ran.stderr)).toMatchObject({ code: 'invalid_input', status: 400, errors: [{ path: 'sort' }] });
    const words = await mine.run(['contacts', 'list', '--sort', 'shoe-size']);
    expect(words.stderr).toMatch(/^holdfast: .+\n {2}sort: /);
  });

  test('of what stands between says no more than its number', async () => {
    const stub = createServer((_request, response) => response.writeHead(403).end('<html>\u001b[2J'));
    await new Promise<void>((listening) => stub.listen(0, '127.0.0.1', listening));
    onTestFinished(() => void stub.close());
    const url = `http://127.0.0.1:${(stub.address() as AddressInfo).port}`;
    const behind = remoteMachine({ settings: { HOLDFAST_API_KEY: key, HOLDFAST_URL: url } });
    const ran = await behind.run(['contacts', 'list', '--json']);
    expect(ran).toEqual({ exitCode: 1, stdout: '', stderr: 'holdfast: the server answered 403 without saying why.\n' });
  });

  test('exits with 1 for what there is not', async () => {
    const ran = await mine.run(['deals', 'read', 'deal_01KAXQ7B6V9Q4W3H2M8T5N1C7D', '--json']);
    expect(ran).toMatchObject({ exitCode: 1, stdout: '' });
    expect(JSON.parse(ran.stderr)).toMatchObject({ code: 'not_found' });
  });

  test.each([
    ['an unknown option', ['contacts', 'list', '--colour', 'red']],
    ['a missing argument', ['contacts', 'read']],
    ['a number that is none', ['contacts', 'list', '--limit', 'many']],
    ['JSON that is none', ['contacts', 'create', '--custom-fields', '{']],
    ['data that is no object', ['contacts', 'create', '--data', '[]']],
    ['data that is not there', ['contacts', 'create', '--data', '@nowhere.json']],
    ['a file that is not there', ['files', 'upload', '--file', 'nowhere.csv']],
    ['a folder in place of a file', ['files', 'upload', '--file', '.']],
    ['no file', ['files', 'upload']],
    ['one stdin for two', ['files', 'upload', '--file', '-', '--data', '-']],
    ['an empty id', ['contacts', 'read', '']],
  ])('exits with 2 for %s, and nothing is sent', async (_what, args) => {
    expect(await mine.run([...args, '--json'])).toMatchObject({ exitCode: 2, stdout: '' });
  });
});

describe('who asks', () => {
  test('a key of the settings needs to be told the installation that it opens', async () => {
    const lost = remoteMachine({ settings: { HOLDFAST_API_KEY: key } });
    const ran = await lost.run(['contacts', 'list']);
    expect(ran).toMatchObject({ exitCode: 1, stdout: '' });
    expect(ran.stderr).toContain('HOLDFAST_URL');
    expect(ran.stderr).not.toContain(key);
  });

  test('a key goes to no address without encryption', async () => {
    const open = remoteMachine({ settings: { HOLDFAST_API_KEY: key, HOLDFAST_URL: 'http://holdfast.example.com' } });
    const ran = await open.run(['contacts', 'list']);
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain('not encrypted');
  });

  test('a key that is refused is neither shown nor tried again', async () => {
    const wrong = remoteMachine({ settings: { HOLDFAST_API_KEY: `${key}X`, HOLDFAST_URL: rt.origin } });
    const ran = await wrong.run(['contacts', 'list', '--json']);
    expect(ran).toMatchObject({ exitCode: 1, stdout: '' });
    expect(JSON.parse(ran.stderr)).toMatchObject({ code: 'unauthorized' });
    expect(ran.stderr).not.toContain(key);
  });

  test('nobody is told so, and by which command to sign in', async () => {
    const nobody = remoteMachine();
    const ran = await nobody.run(['contacts', 'list']);
    expect(ran).toMatchObject({ exitCode: 1, stdout: '' });
    expect(ran.stderr).toContain('`holdfast login`');
    expect(existsSync(nobody.folder)).toBe(false);
  });

  test('a server that is down is named', async () => {
    const gone = `http://127.0.0.1:${await freePort()}`;
    const ran = await remoteMachine({ settings: { HOLDFAST_API_KEY: key, HOLDFAST_URL: gone } }).run(['me', 'read']);
    expect(ran).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr: `holdfast: ${gone} cannot be reached: ECONNREFUSED.\n`,
    });
  });

  test('what is open to anybody is asked for without proof, whoever has signed in', async () => {
    const seen: (string | null)[] = [];
    const spy = await startOwnServer(rt, {
      spoil: (api) => (request, peer) => {
        seen.push(request.header('authorization'));
        return api(request, peer);
      },
    });
    const settings = { HOLDFAST_API_KEY: key, HOLDFAST_URL: `http://127.0.0.1:${spy.port}` };
    const spied = remoteMachine({ settings });
    await spied.json(['contract', 'read']);
    await spied.json(['me', 'read']);
    await spy.close();
    expect(seen).toEqual([null, `Bearer ${key}`]);
  });

  test('tokens that others could have read are not used, whatever is asked', async () => {
    const signedIn = remoteMachine({ person: () => createTestMember(org.orgId, 'owner'), now: () => rt.clock.now() });
    await signedIn.json(['login', '--url', rt.origin]);
    chmodSync(join(signedIn.folder, 'profiles.json'), 0o644);
    for (const args of [['contacts', 'list'], ['whoami'], ['profiles'], ['logout'], ['login', '--url', rt.origin]]) {
      const ran = await signedIn.run(args);
      expect(ran).toMatchObject({ exitCode: 1, stdout: '' });
      expect(ran.stderr, args.join(' ')).toContain('open to other users');
    }
  });
});

describe('help', () => {
  test('says which scope a command needs, and how it is given', async () => {
    const { stdout, exitCode } = await mine.run(['contacts', 'create', '--help']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Needs the scope contacts:write.');
    expect(stdout).toContain('holdfast contacts create --first-name Ada');
  });

  test('is complete for shells', async () => {
    for (const shell of ['bash', 'zsh']) {
      const { stdout } = await mine.run(['completion', shell]);
      expect(stdout).toMatch(/'contacts create'\) words='[^']*--first-name/);
      expect(stdout).toMatch(/'org create'\) words='[^']*--owner/);
      expect(await mine.json(['completion', shell])).toEqual({ shell, script: stdout });
    }
  });
});
