import { rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import type { Operation } from '#lib/access/operation.ts';
import { jsonAnswer, problemAnswer } from '#lib/http/answers.ts';
import type { ApiAnswer } from '#lib/http/api-message.ts';
import { readJsonBody } from '#lib/http/read-body.ts';
import { createOperatorDoor, type OperatorCall } from '#lib/operator-door.ts';
import { equalBytes, randomToken, sha256 } from '#lib/platform/crypto/digest.ts';
import { fail, toHoldfastError } from '#lib/platform/errors.ts';
import { writeFileDurably } from '#lib/platform/files.ts';
import { newId } from '#lib/platform/ids.ts';
import type { Runtime } from '#lib/runtime.ts';
import { drain } from './drain.ts';
import { sendAnswer, toApiRequest } from './node-message.ts';

export interface OperatorListener {
  readonly url: string;
  /** Finishes what is under way, closes, and removes `operator.json`. */
  close(): Promise<void>;
}

const inputBytesMax = 1_000_000;
/** A command may work long: a walk over every organisation, for example. */
const requestTimeoutMs = 30 * 60_000;

/**
 * The operators' door while the server runs: `POST /operations/<name>` with `{ org?, input }`, answered with
 * `{ result }`, on a loopback port of its own. Its address and token stand in `operator.json` in the data folder (mode
 * 0600), with the address on which the server itself listens: whoever can read that is the operator.
 */
export async function startOperatorListener(
  rt: Runtime,
  operations: readonly Operation[],
  boundOrigin: string,
): Promise<OperatorListener> {
  const call = createOperatorDoor(operations);
  const token = randomToken();
  const tokenHash = sha256(token);
  const server = createServer({ requestTimeout: requestTimeoutMs }, (request, response) => {
    void answer(rt, call, tokenHash, request, response);
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', listening);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const file = join(resolve(rt.env.HOLDFAST_DATA_DIR), 'operator.json');
  writeFileDurably(file, `${JSON.stringify({ pid: process.pid, url, token, boundOrigin })}\n`, 0o600);
  return {
    url,
    close: async () => {
      rmSync(file, { force: true });
      await drain(server);
    },
  };
}

async function answer(
  rt: Runtime,
  call: (call: OperatorCall) => Promise<unknown>,
  tokenHash: Uint8Array,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const requestId = newId('req');
  let sent: ApiAnswer;
  try {
    // A browser on this machine can send requests here; it cannot know the token, and it always names an origin.
    if (!bearsToken(request, tokenHash) || request.headers.origin !== undefined) throw fail('unauthorized');
    const result = await call(await readCall(request));
    sent = jsonAnswer(200, { result: result ?? null });
  } catch (error) {
    const refusal = toHoldfastError(error);
    if (refusal.status >= 500) rt.log.error({ err: error, requestId }, 'operator');
    sent = problemAnswer(refusal, requestId, []);
  }
  await sendAnswer(request, response, sent);
}

function bearsToken(request: IncomingMessage, tokenHash: Uint8Array): boolean {
  const given = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  return equalBytes(sha256(given), tokenHash);
}

async function readCall(request: IncomingMessage): Promise<OperatorCall> {
  if (request.method !== 'POST') throw fail('method_not_allowed', { headers: { Allow: 'POST' } });
  const operation = /^\/operations\/([\w.-]+)$/.exec(request.url ?? '')?.[1];
  if (operation === undefined) throw fail('not_found');
  const { org, input } = await readJsonBody(toApiRequest(request), inputBytesMax);
  if (org !== undefined && typeof org !== 'string') {
    throw fail('invalid_input', { problems: [{ path: 'org', message: 'is the slug of an organisation' }] });
  }
  return { operation, org, input };
}
