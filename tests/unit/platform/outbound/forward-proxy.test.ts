import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { destinationOf } from '#lib/platform/outbound/destination.ts';
import { type ForwardProxy, startForwardProxy } from '#lib/platform/outbound/forward-proxy.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** A server of this machine that notes who came, and as which host. */
async function startCanary(body = 'secret'): Promise<{ port: number; visits: string[]; server: Server }> {
  const visits: string[] = [];
  const server = createServer((asked, answer) => {
    visits.push(`${asked.method} ${asked.headers.host}${asked.url}`);
    answer.setHeader('x-proxy-authorization', asked.headers['proxy-authorization'] ?? 'none').end(body);
  });
  server.on('connection', () => visits.push('connection'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => new Promise((closed) => server.close(closed)));
  return { port: (server.address() as AddressInfo).port, visits, server };
}

async function startProxy(
  loopbackPorts: readonly number[],
  more: Partial<Parameters<typeof startForwardProxy>[0]> = {},
): Promise<ForwardProxy> {
  const policy = { loopbackPorts: new Set(loopbackPorts) };
  const proxy = await startForwardProxy({ policy, bytesMax: 1_000_000, onFull: () => undefined, ...more });
  closing.push(() => proxy.close());
  return proxy;
}

const credentials = ({ user, password }: ForwardProxy) =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

/** The status of what comes back, or `closed`. */
function ask(proxy: ForwardProxy, url: string, authorization = credentials(proxy)): Promise<number | 'closed'> {
  return new Promise((done) => {
    const headers = { host: new URL(url).host, 'proxy-authorization': authorization };
    const asked = request({ host: '127.0.0.1', port: proxy.port, path: url, headers, agent: false });
    asked.on('response', (answer) => {
      answer.resume();
      answer.on('close', () => done(answer.complete ? (answer.statusCode ?? 0) : 'closed'));
    });
    asked.on('error', () => done('closed'));
    asked.end();
  });
}

/** The first line of the answer to CONNECT. */
async function tunnel(proxy: ForwardProxy, target: string, authorization = credentials(proxy)): Promise<string> {
  const socket = connect(proxy.port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(`CONNECT ${target} HTTP/1.1\r\nhost: ${target}\r\nproxy-authorization: ${authorization}\r\n\r\n`);
  const [data] = (await Promise.race([once(socket, 'data'), once(socket, 'close').then(() => [''])])) as [Buffer | ''];
  socket.destroy();
  return String(data).split('\r\n')[0] ?? '';
}

describe('the way out of a scan', () => {
  it('lets nobody through who has not its password', async () => {
    const { port, visits } = await startCanary();
    const proxy = await startProxy([port]);
    for (const wrong of ['', 'Basic eDp5', credentials(proxy).slice(0, -2)]) {
      expect(await ask(proxy, `http://127.0.0.1:${port}/`, wrong)).toBe(407);
      expect(await tunnel(proxy, `127.0.0.1:${port}`, wrong)).toContain('407');
    }
    expect(visits).toEqual([]);
    expect(await ask(proxy, `http://127.0.0.1:${port}/`)).toBe(200);
  });

  it('reaches what its policy names, with the host that was asked for and without its own password', async () => {
    const { port, visits } = await startCanary();
    const proxy = await startProxy([port]);
    expect(await ask(proxy, `http://shop.localhost:${port}/path?a=1`)).toBe(200);
    expect(visits).toContain(`GET shop.localhost:${port}/path?a=1`);
    expect(await tunnel(proxy, `127.0.0.1:${port}`)).toContain('200');
  });

  it.each(['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '0.0.0.0', '[::]', '127.1', '2130706433'])(
    'reaches no service of this machine by %s',
    async (host) => {
      const { port, visits } = await startCanary();
      const proxy = await startProxy([]);
      expect(await ask(proxy, `http://${host}:${port}/`)).toBe('closed');
      expect(await tunnel(proxy, `${host}:${port}`)).toContain('403');
      expect(visits).toEqual([]);
      expect(proxy.refused.size).toBeGreaterThan(0);
    },
  );

  it('goes to the very address that it judged: a name that leads inside the next time changes nothing', async () => {
    const { port, visits } = await startCanary();
    const asked: string[] = [];
    // The first look finds a public address, every later one this machine.
    const resolve = async (host: string) => {
      asked.push(host);
      return [asked.length === 1 ? '93.184.216.34' : '127.0.0.1'];
    };
    const judged = await destinationOf('rebind.example', port, { loopbackPorts: new Set() }, resolve);
    expect(judged).toBe('93.184.216.34');
    const proxy = await startProxy([], { resolve });
    expect(await ask(proxy, `http://rebind.example:${port}/`)).toBe('closed');
    expect(await tunnel(proxy, `rebind.example:${port}`)).toContain('403');
    expect(visits).toEqual([]);
    // One look for one connection: between judging and connecting nobody is asked again.
    expect(asked).toHaveLength(3);
  });

  it('bears callers and hosts that go away at any moment', async () => {
    const { port, server } = await startCanary('x'.repeat(200_000));
    server.prependListener('request', (asked) => {
      if (asked.url === '/hang-up') asked.socket.destroy();
    });
    const proxy = await startProxy([port], { bytesMax: 100_000_000 });
    expect(await ask(proxy, `http://127.0.0.1:${port}/hang-up`)).toBe('closed');
    const leaving = Array.from({ length: 40 }, async (_, n) => {
      const socket = connect(proxy.port, '127.0.0.1');
      socket.on('error', () => undefined);
      const first =
        n % 2 ? `CONNECT 127.0.0.1:${port} HTTP/1.1` : `POST http://127.0.0.1:${port}/ HTTP/1.1\r\ncontent-length: 9`;
      socket.write(`${first}\r\nhost: x\r\nproxy-authorization: ${credentials(proxy)}\r\n\r\n`);
      if (n % 4 > 1) await once(socket, 'connect');
      if (n % 8 > 3) await new Promise((resume) => setTimeout(resume, n % 5));
      socket.destroy();
    });
    await Promise.all(leaving);
    expect(await ask(proxy, `http://127.0.0.1:${port}/`)).toBe(200);
  });

  it('ends everything once too much has passed, and says so once', async () => {
    const { port } = await startCanary('x'.repeat(100_000));
    const full: string[] = [];
    const proxy = await startProxy([port], { bytesMax: 150_000, onFull: () => full.push('full') });
    expect(await ask(proxy, `http://127.0.0.1:${port}/`)).toBe(200);
    expect(await ask(proxy, `http://127.0.0.1:${port}/`)).toBe('closed');
    expect(await ask(proxy, `http://127.0.0.1:${port}/`)).toBe('closed');
    expect(full).toHaveLength(1);
  });

  it('counts what passes a tunnel too', async () => {
    const far = createTcpServer((socket) => {
      socket.on('error', () => undefined);
      socket.write(Buffer.alloc(200_000));
    });
    far.listen(0, '127.0.0.1');
    await once(far, 'listening');
    closing.push(() => new Promise((closed) => far.close(closed)));
    const { port } = far.address() as AddressInfo;
    const full: string[] = [];
    const proxy = await startProxy([port], { bytesMax: 100_000, onFull: () => full.push('full') });
    await tunnel(proxy, `127.0.0.1:${port}`);
    const socket = connect(proxy.port, '127.0.0.1').resume();
    socket.on('error', () => undefined);
    socket.write(`CONNECT 127.0.0.1:${port} HTTP/1.1\r\nproxy-authorization: ${credentials(proxy)}\r\n\r\n`);
    await once(socket, 'close');
    expect(full).toHaveLength(1);
  });
});

describe('where a connection that somebody else decides about may lead', () => {
  const nowhere = { loopbackPorts: new Set<number>() };
  const to = (addresses: readonly string[], port = 443, policy = nowhere) =>
    destinationOf('shop.example', port, policy, async () => addresses);

  it('to public addresses alone, and to none where one of a name is not', async () => {
    expect(await to(['93.184.216.34'])).toBe('93.184.216.34');
    for (const inside of [
      '10.0.0.1',
      '169.254.169.254',
      '127.0.0.1',
      '::1',
      'fd00::1',
      '100.64.0.1',
      '168.63.129.16',
    ]) {
      expect(await to([inside]), inside).toBeNull();
      expect(await to(['93.184.216.34', inside]), inside).toBeNull();
      expect(await to(['93.184.216.34', inside], 443, { loopbackPorts: new Set([443]) }), inside).toBeNull();
    }
    expect(await to([])).toBeNull();
    expect(await destinationOf('gone.example', 443, nowhere, () => Promise.reject(new Error('none')))).toBeNull();
  });

  it('to no port of mail, files or administration, and to none that there is not', async () => {
    for (const port of [22, 25, 53, 389, 0, -1, 65_536, 1.5, Number.NaN])
      expect(await to(['93.184.216.34'], port)).toBeNull();
    for (const port of [80, 443, 8_443]) expect(await to(['93.184.216.34'], port)).toBe('93.184.216.34');
  });
});
