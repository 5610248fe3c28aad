import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ApiAnswer, ApiRequest } from '#lib/http/api-message.ts';

export function toApiRequest(request: IncomingMessage): ApiRequest {
  const { headers } = request;
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  return {
    method: request.method ?? '',
    target: request.url ?? '',
    header: (name) => {
      const value = headers[name];
      return value === undefined ? null : Array.isArray(value) ? value.join(', ') : value;
    },
    // Breaking off (a body too large) must not destroy the connection before the refusal is sent.
    body: hasBody ? request.iterator({ destroyOnReturn: false }) : null,
  };
}

/** Sends the answer. Resolves when it has left or the client has gone; a stream is cancelled when the client goes. */
export async function sendAnswer(request: IncomingMessage, response: ServerResponse, answer: ApiAnswer): Promise<void> {
  readOffUnread(request, response);
  response.writeHead(answer.status, answer.headers.flat());
  if (answer.body === null || typeof answer.body === 'string') {
    response.end(answer.body ?? undefined);
    return;
  }
  const body = Readable.fromWeb(answer.body as import('node:stream/web').ReadableStream<Uint8Array>);
  await pipeline(body, response).catch(() => {
    // Nobody is left to be told; a half-sent file must not look whole.
    response.destroy();
  });
}

const unreadBytesMax = 4_000_000;
const unreadMs = 5_000;

/**
 * A refused body is still on its way. Closing at once would reset the connection and lose the refusal, so the rest is
 * read off, but only so much of it and only so long.
 */
function readOffUnread(request: IncomingMessage, response: ServerResponse): void {
  response.once('finish', () => {
    if (request.complete) return;
    let left = unreadBytesMax;
    const cutOff = setTimeout(() => request.destroy(), unreadMs);
    request.once('close', () => clearTimeout(cutOff));
    request.once('end', () => clearTimeout(cutOff));
    request.on('data', (chunk: Uint8Array) => {
      left -= chunk.byteLength;
      if (left < 0) request.destroy();
    });
  });
}
