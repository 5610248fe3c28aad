import { type AddressInfo, createServer, type Socket } from 'node:net';

export interface StubStore {
  readonly port: number;
  /** Connections that have been made so far. */
  connections(): number;
  /** Commands that have come so far, those of the handshake left out. */
  commands(): number;
  close(): Promise<void>;
}

type Answer = string | null | Promise<string | null>;

/** Answers one request, as it stands on the wire; null leaves the other side waiting. */
export type StubAnswer = (request: string) => Answer;

async function startServer(answer: (chunk: string, count: () => void) => Answer): Promise<StubStore> {
  const sockets = new Set<Socket>();
  let connections = 0;
  let commands = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
    socket.on('data', async (chunk) => {
      const text = await answer(chunk.toString(), () => {
        commands += 1;
      });
      if (text !== null && !socket.destroyed) socket.write(text);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    commands: () => commands,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** Stands where an Upstash REST interface should; a command is a request. */
export function startStubUpstash(answer: StubAnswer): Promise<StubStore> {
  return startServer((chunk, count) => {
    if (!chunk.startsWith('POST ')) return null;
    count();
    return answer(chunk);
  });
}

/** Stands where a Redis should: greets as one does, and answers scripts as it is told. */
export function startStubRedis(answer: StubAnswer): Promise<StubStore> {
  return startServer(async (chunk, count) => {
    const asked = chunk
      .split(/(?=\*\d+\r\n\$)/)
      .filter((command) => command !== '')
      .map((command) => {
        if (/\$5\r\nHELLO\r\n/i.test(command)) return '%1\r\n+server\r\n+redis\r\n';
        if (!/\r\nEVAL/i.test(command)) return '+OK\r\n';
        count();
        return answer(command);
      });
    const answers = await Promise.all(asked);
    return answers.every((each) => each === null) ? null : answers.join('');
  });
}

/** Takes connections and drops them at once. */
export async function startDroppingStore(): Promise<Pick<StubStore, 'port' | 'connections' | 'close'>> {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.on('error', () => {});
    socket.destroy();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

/** One answer over HTTP/1.1. */
export function httpAnswer(body: string, status = '200 OK', contentType = 'application/json'): string {
  const lines = [`HTTP/1.1 ${status}`, `content-type: ${contentType}`, `content-length: ${Buffer.byteLength(body)}`];
  return [...lines, '', body].join('\r\n');
}
