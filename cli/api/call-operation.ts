import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { HoldfastApiError, HoldfastConnectionError } from '../../clients/typescript/src/errors.ts';
import { createTransport } from '../../clients/typescript/src/transport.ts';
import type { FileBody, OperationFacts } from '../../clients/typescript/src/transport-types.ts';
import type { ClientOperation } from '../../scripts/client/client-operations.ts';
import { CommandFailure, refusalOfApi } from '../failure.ts';
import { chooseAccess } from '../sign-in/access.ts';
import { installationOrigin, unreachable, userAgent } from '../sign-in/authorization-server.ts';
import type { Send } from '../sign-in/send.ts';
import type { Surroundings } from '../surroundings.ts';
import { exitCodes } from '../terminal.ts';

/** Files may be large and lines slow. */
const fileSecondsMax = 3_600;
const answerSecondsMax = 120;

/** The one answer that is a text and no JSON: witnesses have a protocol of their own. */
const answersText: ReadonlySet<string> = new Set(['witness.addCheckpoint']);

export interface Asking {
  readonly here: Surroundings;
  readonly send: Send;
  readonly profile: string | undefined;
}

export interface Call {
  readonly input: Readonly<Record<string, unknown>>;
  readonly file?: FileBody | undefined;
  readonly idempotencyKey?: string | undefined;
}

/**
 * Asks the installation for one operation, and again where that is safe. What is open to anybody is asked for without
 * proof: nobody learns who wants to know.
 * @returns JSON, a `Response` for a file, or undefined where there is no content.
 * @throws `CommandFailure` with the problem that the API names.
 */
export function operationCaller(asking: Asking, operation: ClientOperation): (call: Call) => Promise<unknown> {
  const proof = operation.operation.security.length === 0 ? withoutProof(asking) : withProof(asking);
  const facts = factsOf(operation);
  const timeoutSeconds = operation.sendsFile || facts.answers === 'file' ? fileSecondsMax : answerSecondsMax;
  return async ({ input, file, idempotencyKey }) => {
    // Before anything is sent: a renewal is never tried again as requests are.
    await proof.ready();
    const transport = createTransport({ baseUrl: proof.origin, fetch: proof.send });
    try {
      const options = { timeoutSeconds, idempotencyKey };
      return await transport.call<unknown>(facts, { input, options, ...(file === undefined ? {} : { file }) });
    } catch (error) {
      throw proof.failure() ?? asFailure(error, proof.origin);
    }
  };
}

/** @throws `CommandFailure` (wrong usage) for a file that cannot be read. */
export async function fileToSend(here: Surroundings, path: string): Promise<FileBody> {
  if (path === '-') return Readable.toWeb(Readable.from(here.stdin)) as ReadableStream<Uint8Array>;
  const file = resolve(here.calledFrom, path);
  try {
    if ((await stat(file)).isFile()) {
      // Read as it is sent, and again when it has to be sent again.
      return await openAsBlob(file);
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new CommandFailure(`${file} cannot be read (${code ?? message}).`, exitCodes.usage);
  }
  throw new CommandFailure(`${file} is no file.`, exitCodes.usage);
}

function factsOf(operation: ClientOperation): OperationFacts {
  const { things, verb, method, path, queryNames, sendsFile } = operation;
  const name = `${things}.${verb}`;
  const [sends] = Object.keys(operation.operation.requestBody?.content ?? {});
  const answers = answersText.has(name) ? ('file' as const) : operation.answers;
  return {
    ...{ name, method, path, query: queryNames },
    ...(sendsFile && sends !== undefined ? { sends } : {}),
    ...(answers === 'json' ? {} : { answers }),
    ...(operation.operation['x-idempotency-key'] ? { idempotent: true } : {}),
    ...(operation.operation['x-reads-only'] ? { readsOnly: true } : {}),
  };
}

/** How requests to one installation are proven. */
interface Proof {
  readonly origin: string;
  readonly send: Send;
  ready(): Promise<unknown>;
  /** Why there is no proof any more, once an answer said that it does not count. */
  failure(): unknown;
}

function withoutProof({ here, send, profile }: Asking): Proof {
  const { HOLDFAST_URL } = here.settings;
  const named = profile === undefined && HOLDFAST_URL !== undefined;
  const origin = named ? installationOrigin(HOLDFAST_URL) : chooseAccess(here, send, profile).origin;
  const anonymous: Send = (url, init) => send(url, withHeaders(init, {}));
  return { origin, send: anonymous, ready: async () => undefined, failure: () => undefined };
}

/** Proves each attempt. A token that is refused though it looked good is changed for another, once. */
function withProof({ here, send, profile }: Asking): Proof {
  const access = chooseAccess(here, send, profile);
  let failure: unknown;
  const proven: Send = async (url, init) => {
    const token = await access.token();
    const answer = await send(url, withHeaders(init, { authorization: `Bearer ${token}` }));
    // A stream is used up.
    if (answer.status !== 401 || init?.body instanceof ReadableStream) return answer;
    const other = await access.tokenInsteadOf(token).catch((error: unknown) => {
      failure = error;
      return null;
    });
    if (other === null) return answer;
    await answer.body?.cancel();
    return send(url, withHeaders(init, { authorization: `Bearer ${other}` }));
  };
  return { origin: access.origin, send: proven, ready: () => access.token(), failure: () => failure };
}

function withHeaders(init: RequestInit | undefined, more: Readonly<Record<string, string>>): RequestInit {
  return { ...init, headers: { ...(init?.headers as Record<string, string>), 'user-agent': userAgent, ...more } };
}

function asFailure(error: unknown, origin: string): unknown {
  if (error instanceof HoldfastApiError) return refusalOfApi(error.status, error.problem);
  if (error instanceof HoldfastConnectionError) return unreachable(origin, error.cause);
  if (error instanceof SyntaxError) return new CommandFailure(`${origin} answered with what is no JSON.`);
  return error instanceof TypeError ? new CommandFailure(`${error.message}.`, exitCodes.usage) : error;
}
