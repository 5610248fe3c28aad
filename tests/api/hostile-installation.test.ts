import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { remoteMachine } from '../support/remote-command.ts';

/** Clears the screen, sets the title, and turns the line around. */
const steering = 'x\u001b[2J\u001b]0;owned\u0007\u009b31m\u202e\r';

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const steers = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/;

type Answer = (request: IncomingMessage, response: ServerResponse, origin: string) => void;

/** An installation that answers whatever the test wants, under a name and a key that somebody trusted. */
async function installation(answer: Answer) {
  let origin = '';
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    answer(request, response, origin);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const machine = remoteMachine({ settings: { HOLDFAST_API_KEY: 'ck_live_x', HOLDFAST_URL: origin } });
  return { origin, machine, asked };
}

const json = (response: ServerResponse, value: unknown, status = 200) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));

const metadataOf = (origin: string) => ({
  issuer: origin,
  authorization_endpoint: `${origin}/oauth/authorize`,
  token_endpoint: `${origin}/oauth/token`,
  revocation_endpoint: `${origin}/oauth/revoke`,
  device_authorization_endpoint: `${origin}/oauth/device_authorization`,
  code_challenge_methods_supported: ['S256'],
  authorization_response_iss_parameter_supported: true,
});

describe('an installation that starts again while a device waits to be allowed', () => {
  test('is asked on, more slowly', async () => {
    const waits: number[] = [];
    const { origin, asked } = await installation((request, response, at) => {
      if (request.url?.startsWith('/.well-known')) return json(response, metadataOf(at));
      if (request.url === '/oauth/device_authorization') {
        const page = `${at}/oauth/device`;
        return json(response, { device_code: 'd', user_code: 'BCDF-GHJK', verification_uri: page, expires_in: 600 });
      }
      if (request.url === '/oauth/token') {
        if (waits.length === 1) return response.writeHead(503).end();
        if (waits.length === 2) return response.socket?.destroy();
        return json(response, {
          ...{ access_token: 'a', refresh_token: 'r', token_type: 'Bearer', expires_in: 60, scope: 'contacts:read' },
        });
      }
      return json(response, {
        organization: { slug: 'acme', name: 'Acme' },
        user: { email: 'a@b.example', role: 'owner' },
      });
    });
    const wait = async (seconds: number) => {
      waits.push(seconds);
    };
    const ran = await remoteMachine({ wait }).run(['login', '--device', '--url', origin, '--profile', 'p']);
    expect(ran).toMatchObject({ exitCode: 0 });
    expect(waits).toEqual([5, 10, 15]);
    expect(asked.filter((line) => line === 'POST /oauth/token')).toHaveLength(3);
  });
});

describe('an installation that answers with what steers terminals', () => {
  test.each([
    ['in the names of members', (r: ServerResponse) => json(r, { [steering]: 'x' })],
    ['in the names of columns', (r: ServerResponse) => json(r, { data: [{ [steering]: 'x' }], nextCursor: null })],
    ['in a cursor', (r: ServerResponse) => json(r, { data: [{ id: 'x' }], nextCursor: steering })],
    ['in what is no JSON', (r: ServerResponse) => r.end(steering)],
    ['in a refusal', (r: ServerResponse) => json(r, { code: steering, detail: steering }, 400)],
    [
      'in what is wrong with the input',
      (r: ServerResponse) =>
        json(r, { code: 'invalid_input', detail: 'x', errors: [null, 1, { path: steering, message: steering }] }, 400),
    ],
  ])('%s steers none', async (_what, answer) => {
    const { machine } = await installation((_request, response) => answer(response));
    for (const more of [[], ['--json']]) {
      const { stdout, stderr } = await machine.run(['contacts', 'list', ...more]);
      expect(stdout + stderr).not.toMatch(steers);
      expect(stdout + stderr).not.toMatch(/^\s+at /m);
    }
  });

  test('in what it asks people to do, or says of them, steers none', async () => {
    const { machine, origin } = await installation((request, response, at) => {
      if (request.url?.startsWith('/.well-known')) return json(response, metadataOf(at));
      if (request.url === '/oauth/device_authorization') {
        const page = `${at}/oauth/device?${steering}`;
        return json(response, { device_code: 'd', user_code: 'BCDF-GHJK', verification_uri: page, expires_in: 60 });
      }
      if (request.url === '/oauth/token') {
        const tokens = { access_token: 'a', refresh_token: 'r', token_type: 'Bearer', expires_in: 60 };
        return json(response, { ...tokens, scope: steering });
      }
      const user = { email: steering, role: 'owner' };
      return json(response, { organization: { slug: steering, name: steering }, user });
    });
    for (const args of [
      ['login', '--device', '--url', origin, '--profile', 'p'],
      ['profiles', 'list'],
      ['login', '--device', '--url', origin, '--org', 'other'],
      ['whoami'],
    ]) {
      for (const more of [[], ['--json']]) {
        const { stdout, stderr } = await machine.run([...args, ...more]);
        expect(stdout + stderr).not.toMatch(steers);
      }
    }
  });
});

test.each([
  ['a name that is none', 'contacts:read', 'a/b', /Say with --profile/],
  ['more scopes than there are', 'x '.repeat(300).trim(), 'acme', /gave no tokens that can be used/],
])(
  'an installation that signs people in under %s is told off in a sentence, and nothing is kept',
  async (_what, scope, slug, why) => {
    const { machine, origin } = await installation((request, response, at) => {
      if (request.url?.startsWith('/.well-known')) return json(response, metadataOf(at));
      if (request.url === '/oauth/device_authorization') {
        const page = `${at}/oauth/device`;
        return json(response, { device_code: 'd', user_code: 'BCDF-GHJK', verification_uri: page, expires_in: 60 });
      }
      if (request.url === '/oauth/token') {
        const tokens = { access_token: 'a', refresh_token: 'r', token_type: 'Bearer', expires_in: 60 };
        return json(response, { ...tokens, scope });
      }
      return json(response, { organization: { slug, name: 'x' }, user: { email: 'x@example.com', role: 'owner' } });
    });
    const ran = await machine.run(['login', '--device', '--url', origin, '--json']);
    expect(ran).toMatchObject({ exitCode: 1, stdout: '', stderr: expect.stringMatching(why) });
    expect(ran.stderr).not.toMatch(/^\s+at /m);
    expect(existsSync(join(machine.folder, 'profiles.json'))).toBe(false);
  },
);

describe('an installation that answers without end', () => {
  test('where people sign in is not read on', async () => {
    let sent = 0;
    const { machine, origin } = await installation((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = () => {
        sent += 65_536;
        if (!response.destroyed) response.write(' '.repeat(65_536), more);
      };
      more();
    });
    const ran = await machine.run(['login', '--device', '--url', origin]);
    expect(ran).toMatchObject({ exitCode: 1, stdout: '', stderr: expect.stringContaining('too long') });
    expect(sent).toBeLessThan(50_000_000);
  });

  test.each([
    ['a page that leads to itself', { data: [], nextCursor: 'again' }],
    ['a page that is none', { data: 'x', nextCursor: null }],
    ['nothing at all', null],
  ])('page by page: %s', async (_what, page) => {
    const { machine, asked } = await installation((_request, response) => json(response, page));
    const ran = await machine.run(['contacts', 'list', '--all', '--json']);
    expect(ran).toMatchObject({ exitCode: 1, stdout: '', stderr: expect.stringContaining('no page of a list') });
    expect(asked.length).toBeLessThan(4);
  });
});

describe('an installation that names files', () => {
  const file: Answer = (_request, response) => {
    const name = 'attachment; filename="../../owned"';
    response.writeHead(200, { 'content-type': 'text/csv', 'content-disposition': name }).end('bytes');
  };

  test('has no say in where they go', async () => {
    const { machine } = await installation(file);
    const folder = dirname(machine.folder);
    await machine.json(['files', 'download', 'fil_1', '--out', 'mine.csv']);
    expect(readFileSync(join(folder, 'mine.csv'), 'utf8')).toBe('bytes');
    expect(existsSync(join(folder, '../owned'))).toBe(false);
  });

  test('nor has whoever left a link where a file is to be written', async () => {
    const { machine } = await installation(file);
    const folder = dirname(machine.folder);
    writeFileSync(join(folder, 'kept'), 'as it was');
    symlinkSync(join(folder, 'kept'), join(folder, 'link'));
    symlinkSync(join(folder, 'new'), join(folder, 'dangling'));
    for (const out of ['link', 'dangling']) {
      expect((await machine.run(['files', 'download', 'fil_1', '--out', out])).exitCode).toBe(1);
    }
    expect(readFileSync(join(folder, 'kept'), 'utf8')).toBe('as it was');
    expect(existsSync(join(folder, 'new'))).toBe(false);
  });
});

describe('an id that is a path', () => {
  test.each([['..'], ['.']])('reaches no other operation: %s', async (id) => {
    const { machine, asked } = await installation((_request, response) => json(response, {}));
    expect(await machine.run(['contacts', 'delete', id, '--json'])).toMatchObject({ exitCode: 2, stdout: '' });
    expect(asked).toEqual([]);
  });

  test.each([['../api-keys/key_1'], ['%2e%2e'], ['a?b=c'], ['a#b'], ['a\\..\\b'], ['\n']])(
    'is one segment: %j',
    async (id) => {
      const { machine, asked } = await installation((_request, response) => json(response, {}));
      await machine.run(['contacts', 'read', id]);
      expect(asked[0]).toMatch(/^GET \/api\/v1\/contacts\/[^/?#\\]+$/);
    },
  );
});

test('a redirect is not followed with what proves who asks', async () => {
  const other = await installation((_request, response) => json(response, {}));
  const { machine } = await installation((_request, response) => {
    response.writeHead(307, { location: `${other.origin}/api/v1/contacts` }).end();
  });
  expect((await machine.run(['contacts', 'list', '--json'])).exitCode).toBe(1);
  expect(other.asked).toEqual([]);
});
