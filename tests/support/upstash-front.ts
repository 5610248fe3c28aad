import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient, ErrorReply } from '@redis/client';

export interface UpstashFront {
  readonly url: string;
  readonly token: string;
  /** Requests that have come so far. */
  requests(): number;
  close(): Promise<void>;
}

/**
 * Upstash's REST interface over a real Redis: `POST /` takes one command as a JSON array, `POST /pipeline` takes several;
 * both ask for the bearer token and answer `{ result }` or `{ error }`, strings in base64 where the client says so.
 */
export async function startUpstashFront(redisUrl: string): Promise<UpstashFront> {
  const token = 'a-token-of-the-front';
  const redis = createClient({ url: redisUrl });
  redis.on('error', () => {});
  await redis.connect();
  let requests = 0;

  const run = async (command: readonly unknown[], base64: boolean) => {
    try {
      // Upstash knows the flag in the first line of a script; plain Redis does not, and keeps scripts by another name.
      const args = command.map((part) => String(part).replace(/^#!lua flags=allow-key-locking\n/, ''));
      const [verb = '', script = ''] = args;
      if (verb.toLowerCase() === 'eval') names.set(sha1(String(command[1])), sha1(script));
      if (verb.toLowerCase() === 'evalsha') args[1] = names.get(script) ?? script;
      return { result: encoded(await redis.sendCommand(args), base64) };
    } catch (error) {
      if (error instanceof ErrorReply) return { error: error.message };
      throw error;
    }
  };

  const names = new Map<string, string>();
  const server = createServer(async (request, response) => {
    requests += 1;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const answer = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    if (request.headers.authorization !== `Bearer ${token}`) return answer(401, { error: 'WRONGPASS' });
    const base64 = request.headers['upstash-encoding'] === 'base64';
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
    try {
      if (request.url === '/pipeline') {
        const commands = body as unknown[][];
        return answer(200, await Promise.all(commands.map((command) => run(command, base64))));
      }
      const outcome = await run(body as unknown[], base64);
      return answer('error' in outcome ? 400 : 200, outcome);
    } catch {
      return answer(500, { error: 'ERR the store behind is gone' });
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token,
    requests: () => requests,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      redis.destroy();
    },
  };
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}

function encoded(value: unknown, base64: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => encoded(item, base64));
  return base64 && typeof value === 'string' && value !== 'OK' ? Buffer.from(value).toString('base64') : value;
}
