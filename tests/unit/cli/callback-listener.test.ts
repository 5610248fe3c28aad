import { connect } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type CallbackListener, listenForCallback } from '../../../cli/sign-in/callback-listener.ts';

const state = 'state-of-the-tests';
const issuer = 'https://holdfast.example.com';

async function listening(timeoutMs = 60_000): Promise<CallbackListener> {
  const listener = await listenForCallback({
    ...{ state, issuer, timeoutMs, startPath: '/start/once' },
    authorizationUrl: (redirectUri) => `${issuer}/oauth/authorize?redirect_uri=${encodeURIComponent(redirectUri)}`,
  });
  onTestFinished(() => listener.close());
  return listener;
}

const back = (listener: CallbackListener, parameters: Readonly<Record<string, string>>, more = '') =>
  `${listener.redirectUri}?${new URLSearchParams(parameters)}${more}`;

const good = { code: 'the-code', state, iss: issuer };

/** What a raw request is answered: a browser sends no foreign Host. */
function raw(listener: CallbackListener, request: string): Promise<string> {
  const { port } = new URL(listener.redirectUri);
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(request));
    socket.setEncoding('utf8').on('data', (part) => {
      text += part;
    });
    socket.once('close', () => resolve(text)).once('error', reject);
  });
}

/** Still waits for the answer to its own request: what came before changed nothing. */
async function stillTakes(listener: CallbackListener): Promise<void> {
  const page = fetch(back(listener, good));
  expect(await listener.code()).toBe('the-code');
  await listener.finish('signed-in');
  expect(await (await page).text()).toContain('You are signed in');
}

describe('the address that the browser comes back to', () => {
  test('is a port of 127.0.0.1 that nobody chose, another for each sign-in', async () => {
    const [one, other] = [await listening(), await listening()];
    expect(one.redirectUri).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/);
    expect(other.redirectUri).not.toBe(one.redirectUri);
  });

  test('answers with a page that loads, runs, keeps and tells nothing', async () => {
    const listener = await listening();
    const page = fetch(back(listener, good));
    await listener.code();
    await listener.finish('signed-in');
    const { headers } = await page;
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });

  test('is closed once it was come back to: a second callback reaches nobody', async () => {
    const listener = await listening();
    const first = fetch(back(listener, good));
    expect(await listener.code()).toBe('the-code');
    await expect(fetch(back(listener, { ...good, code: 'another' }))).rejects.toThrow('fetch failed');
    await listener.finish('signed-in');
    expect((await first).status).toBe(200);
  });

  test.each([
    ['a wrong state', { ...good, state: 'state-of-the-guess' }],
    ['a state of another length', { ...good, state: 'x' }],
    ['no state', { code: 'stolen', iss: issuer }],
    ['an error without state', { error: 'access_denied', iss: issuer }],
  ])('changes nothing for %s: nobody ends or takes over a sign-in by it', async (_what, parameters) => {
    const listener = await listening();
    expect((await fetch(back(listener, parameters))).status).toBe(400);
    await stillTakes(listener);
  });

  test('changes nothing for a state that stands twice', async () => {
    const listener = await listening();
    expect((await fetch(back(listener, good, '&state=other'))).status).toBe(400);
    await stillTakes(listener);
  });

  test('changes nothing for another method, path, or host (rebound names)', async () => {
    const listener = await listening();
    const { host } = new URL(listener.redirectUri);
    expect((await fetch(back(listener, good), { method: 'POST' })).status).toBe(400);
    expect((await fetch(back(listener, good).replace('/callback', '/callback/x'))).status).toBe(404);
    const path = back(listener, good).slice(`http://${host}`.length);
    for (const name of ['evil.example', `localhost:${new URL(listener.redirectUri).port}`]) {
      expect(await raw(listener, `GET ${path} HTTP/1.1\r\nHost: ${name}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400/);
    }
    await stillTakes(listener);
  });

  test.each(['//', '///', '/\\\\', '//[', '//:', 'http://[', '//%', '*'])(
    'is not ended by what is no address, which any page can make a browser send: %s',
    async (target) => {
      const listener = await listening();
      const { host } = new URL(listener.redirectUri);
      expect(await raw(listener, `GET ${target} HTTP/1.1\r\nHost: ${host}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 40[04]/);
      await stillTakes(listener);
    },
  );

  test('echoes nothing that anybody sent', async () => {
    const listener = await listening();
    const page = await fetch(back(listener, { state: '<script>alert(1)</script>', error_description: '<b>no' }));
    expect(await page.text()).not.toMatch(/alert|<b>no/);
  });

  test.each([
    ['of another issuer', { ...good, iss: 'https://evil.example' }, 'another server'],
    ['of no issuer', { code: 'the-code', state }, 'another server'],
    ['that was refused by the person', { error: 'access_denied', state, iss: issuer }, 'not allowed'],
    ['without a code', { state, iss: issuer }, 'no code'],
  ])('takes no answer %s', async (_what, parameters, why) => {
    const listener = await listening();
    const answer = fetch(back(listener, parameters));
    await expect(listener.code()).rejects.toThrow(why);
    expect(await (await answer).text()).toContain('You are not signed in');
  });

  test('shows nobody’s terminal what could steer it', async () => {
    const listener = await listening();
    const error = { error: 'server_error', error_description: 'x\u001b[2J\u202ey', state, iss: issuer };
    fetch(back(listener, error)).catch(() => undefined);
    await expect(listener.code()).rejects.toThrow('x\\u{1b}[2J\\u{202e}y');
  });

  test('gives up when nobody comes', async () => {
    await expect((await listening(20)).code()).rejects.toThrow('Nobody signed in in time');
  });
});

describe('the address that the browser is opened at', () => {
  test('leads to the request once; whoever opens it again ends the sign-in', async () => {
    const listener = await listening();
    const first = await fetch(listener.startUri, { redirect: 'manual' });
    expect(first.headers.get('location')).toContain(`${issuer}/oauth/authorize`);
    expect((await fetch(listener.startUri, { redirect: 'manual' })).status).toBe(410);
    await expect(listener.code()).rejects.toThrow('opened twice');
  });
});
