import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findAuthorizationServer, installationOrigin, postForm } from '../../../cli/sign-in/authorization-server.ts';
import { createSend } from '../../../cli/sign-in/send.ts';
import { freePort } from '../../support/free-port.ts';

const send = createSend({});

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const metadataOf = (origin: string) => ({
  issuer: origin,
  authorization_endpoint: `${origin}/oauth/authorize`,
  token_endpoint: `${origin}/oauth/token`,
  revocation_endpoint: `${origin}/oauth/revoke`,
  device_authorization_endpoint: `${origin}/oauth/device_authorization`,
  code_challenge_methods_supported: ['S256'],
  authorization_response_iss_parameter_supported: true,
});

/** An installation that tells this of itself. */
async function telling(changes: (origin: string) => object): Promise<string> {
  const origin = await serve((request, response) => {
    const self = `http://${request.headers.host}`;
    response.end(JSON.stringify({ ...metadataOf(self), ...changes(self) }));
  });
  return origin;
}

describe('the address of an installation', () => {
  test.each(['https://holdfast.example.com/', 'http://127.0.0.1:3000', 'http://localhost:3000', 'http://[::1]:3000/x'])(
    '%s is one',
    (text) => {
      expect(installationOrigin(text)).toBe(new URL(text).origin);
    },
  );

  test.each([
    ...['http://holdfast.example.com', 'http://127.0.0.1.evil.example', 'http://localhost.evil.example'],
    ...['https://user:pass@holdfast.example.com', 'file:///etc/passwd', 'javascript:alert(1)', 'holdfast'],
  ])('%s is none: tokens would go where they must not', (text) => {
    expect(() => installationOrigin(text)).toThrow();
  });
});

describe('an installation that is asked where people sign in', () => {
  test('is taken by its word for itself', async () => {
    const origin = await telling(() => ({}));
    expect(await findAuthorizationServer(origin, send)).toMatchObject({ issuer: origin });
  });

  test.each([
    ['names another issuer', () => ({ issuer: 'https://evil.example' }), /says that it is https:\/\/evil/],
    ['sends codes elsewhere', () => ({ token_endpoint: 'https://evil.example/token' }), /endpoints of another host/],
    [
      'sends people elsewhere',
      () => ({ authorization_endpoint: 'https://evil.example/' }),
      /endpoints of another host/,
    ],
    ['lies about its port', (at: string) => ({ token_endpoint: `${at}0/token` }), /endpoints of another host/],
    ['knows no S256', () => ({ code_challenge_methods_supported: ['plain'] }), /S256/],
    [
      'does not name itself in answers',
      () => ({ authorization_response_iss_parameter_supported: false }),
      /no Holdfast/,
    ],
  ])('is refused when it %s', async (_what, changes, why) => {
    await expect(findAuthorizationServer(await telling(changes), send)).rejects.toThrow(why);
  });

  test('is not followed elsewhere', async () => {
    const other = await telling(() => ({}));
    const origin = await serve((request, response) => {
      response.writeHead(302, { location: `${other}${request.url}` }).end();
    });
    await expect(findAuthorizationServer(origin, send)).rejects.toThrow(/cannot be reached/);
  });

  test('is named when it is down, or talks of other things', async () => {
    const gone = `http://127.0.0.1:${await freePort()}`;
    await expect(findAuthorizationServer(gone, send)).rejects.toThrow(`${gone} cannot be reached: ECONNREFUSED.`);
    const other = await serve((_request, response) => response.end('<html>'));
    await expect(findAuthorizationServer(other, send)).rejects.toThrow(/is no Holdfast/);
    await expect(postForm(send, `${other}/token`, {})).resolves.toEqual({ ok: true, body: undefined });
    const broken = await serve((_request, response) => response.writeHead(502).end('<html>'));
    await expect(postForm(send, `${broken}/token`, {})).rejects.toThrow(/answered 502 without saying why/);
  });
});

describe('proxies', () => {
  test('see nothing that goes to this machine', async () => {
    const seen: string[] = [];
    const proxy = await serve((request, response) => {
      seen.push(request.url ?? '');
      response.end('{}');
    });
    const origin = await telling(() => ({}));
    const before = { http_proxy: process.env.http_proxy, HTTP_PROXY: process.env.HTTP_PROXY };
    Object.assign(process.env, { http_proxy: proxy, HTTP_PROXY: proxy });
    onTestFinished(() => {
      for (const [name, value] of Object.entries(before)) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    });
    const proxied = createSend({ HTTPS_PROXY: proxy });
    expect(await findAuthorizationServer(origin, proxied)).toMatchObject({ issuer: origin });
    expect(seen).toEqual([]);
  });

  test('carry https through a tunnel, and get to see the host alone', async () => {
    const tunnels: string[] = [];
    const server = createServer();
    server.on('connect', (request, socket) => {
      tunnels.push(`${request.url} ${JSON.stringify(request.headers)}`);
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    onTestFinished(() => void server.close());
    const proxy = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const url = 'https://holdfast.example.com/oauth/token';
    await expect(postForm(createSend({ HTTPS_PROXY: proxy }), url, { refresh_token: 'secret' })).rejects.toThrow();
    expect(tunnels).toEqual([expect.stringContaining('holdfast.example.com:443')]);
    expect(tunnels.join()).not.toContain('secret');
  });
});
