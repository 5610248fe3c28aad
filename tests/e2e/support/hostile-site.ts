import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';

/** A page that does its worst, and a service of the same machine that nobody may reach: it notes every contact. */
export interface HostileSite {
  at(path: string): string;
  /** What came to the service that must see nothing. */
  readonly contacts: string[];
  /** What the page's programs said. */
  readonly told: string[];
  readonly canaryPort: number;
  close(): Promise<void>;
}

export async function startHostileSite(): Promise<HostileSite> {
  const contacts: string[] = [];
  const told: string[] = [];
  const canary = createTcpServer((socket) => {
    contacts.push('tcp');
    socket.destroy();
  });
  canary.listen(0);
  await once(canary, 'listening');
  const canaryPort = (canary.address() as AddressInfo).port;
  const datagrams = createSocket({ type: 'udp6' });
  datagrams.on('message', () => contacts.push('udp'));
  datagrams.bind(canaryPort);
  await once(datagrams, 'listening');

  const endless = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://page');
    const html = (body: string) =>
      response.setHeader('content-type', 'text/html').end(`<!doctype html><title>x</title>${body}`);
    response.on('close', () => endless.delete(response));
    if (url.pathname === '/told') {
      told.push(url.search.slice(1));
      response.setHeader('access-control-allow-origin', '*').end();
    } else if (url.pathname === '/worker.js') {
      told.push('reached%20worker');
      response.setHeader('content-type', 'text/javascript').end();
    } else if (url.pathname === '/redirects') {
      response.writeHead(302, { location: `/redirects?${Math.random()}` }).end();
    } else if (url.pathname === '/inward') {
      response.writeHead(302, { location: `http://127.0.0.1:${canaryPort}/from-redirect` }).end();
    } else if (url.pathname === '/endless') {
      response.setHeader('content-type', 'text/html');
      endless.add(response);
      pour(response, endless);
    } else if (url.pathname === '/file') {
      response
        .writeHead(200, { 'content-type': 'application/octet-stream', 'content-disposition': 'attachment' })
        .end('x');
    } else html(pages[url.pathname]?.(canaryPort) ?? '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    at: (path) => `http://127.0.0.1:${port}${path}`,
    ...{ contacts, told, canaryPort },
    async close() {
      datagrams.close();
      canary.close();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

const piece = Buffer.alloc(64 * 1024, '<p>more</p>');

function pour(response: ServerResponse, open: ReadonlySet<ServerResponse>): void {
  while (open.has(response) && response.write(piece));
  if (open.has(response)) response.once('drain', () => pour(response, open));
}

const pages: Readonly<Record<string, (canary: number) => string>> = {
  '/inside': (
    canary,
  ) => `<link rel="dns-prefetch" href="//canary.internal"><link rel="preconnect" href="http://127.0.0.1:${canary}">
    <link rel="prefetch" href="http://localhost:${canary}/prefetch"><link rel="prerender" href="http://127.0.0.1:${canary}/prerender">
    <script type="speculationrules">{"prerender":[{"source":"list","urls":["http://127.0.0.1:${canary}/speculated"],"eagerness":"immediate"}]}</script>
    <img src="http://127.0.0.1:${canary}/a.png"><iframe src="http://[::1]:${canary}/frame"></iframe>
    <object data="http://0.0.0.0:${canary}/object"></object>
    <script>
      const ways = {
        loopback: 'http://127.0.0.1:${canary}/', localhost: 'http://localhost:${canary}/', six: 'http://[::1]:${canary}/',
        mapped: 'http://[::ffff:127.0.0.1]:${canary}/', short: 'http://127.1:${canary}/', hex: 'http://0x7f000001:${canary}/',
        any: 'http://0.0.0.0:${canary}/', secure: 'https://127.0.0.1:${canary}/', inward: '/inward',
        metadata: 'http://169.254.169.254/latest/meta-data/', private: 'http://10.0.0.1/', named: 'http://canary.internal/',
        file: 'file:///etc/passwd',
      };
      const say = (what) => fetch('/told?' + what).catch(() => undefined);
      for (const [name, url] of Object.entries(ways)) fetch(url, { mode: 'no-cors' }).then(() => say('reached ' + name), () => say('refused ' + name));
      navigator.sendBeacon('http://127.0.0.1:${canary}/beacon', 'x');
      const socket = new WebSocket('ws://127.0.0.1:${canary}/'); socket.onopen = () => say('reached socket'); socket.onerror = () => say('refused socket');
      try { const peers = new RTCPeerConnection({ iceServers: [{ urls: ['stun:127.0.0.1:${canary}', 'turn:127.0.0.1:${canary}?transport=tcp'], username: 'x', credential: 'x' }] });
        peers.createDataChannel('x'); peers.createOffer().then((offer) => peers.setLocalDescription(offer)); } catch { say('no peers'); }
      try { new WebTransport('https://127.0.0.1:${canary}/').ready.then(() => say('reached transport'), () => say('refused transport')); } catch { say('refused transport'); }
      navigator.serviceWorker?.register('/worker.js').catch(() => undefined);
      new Worker(URL.createObjectURL(new Blob(['fetch("http://127.0.0.1:${canary}/worker", { mode: "no-cors" }).catch(() => 0)'])));
      for (const name of ['geolocation', 'notifications', 'camera']) navigator.permissions.query({ name }).then(({ state }) => say(name + ' ' + state), () => undefined);
    </script>`,
  '/restless': () => `<script>
      setInterval(() => window.open('/restless'), 50); setInterval(() => { location.hash = Math.random(); }, 20);
      for (let n = 0; n < 3; n += 1) { const link = document.createElement('a'); link.href = '/file'; link.download = 'x.exe'; document.documentElement.append(link); link.click(); }
      setInterval(() => { alert(1); confirm(2); prompt(3); }, 10); onbeforeunload = () => 'stay';
    </script>`,
  '/spinning': () => '<p>Cookies <button>Accept all</button><script>for (;;) {}</script>',
  '/asking': () =>
    `<script>let n = 0; setInterval(() => { for (let k = 0; k < 20; k += 1) fetch('/told?asked' + (n += 1)); }, 5)</script>`,
  '/hungry': () =>
    '<script>const held = []; setInterval(() => { for (let n = 0; n < 8; n += 1) held.push(new Uint8Array(8e6).fill(n)); }, 20)</script>',
};
