import type { z } from 'zod';
import { execute } from '../access/execute.ts';
import type { PublicOperation } from '../access/operation.ts';
import { giveTokens } from '../identity/oauth/give-tokens.ts';
import { serverMetadata } from '../identity/oauth/metadata.ts';
import { oauthPaths } from '../identity/oauth/protocol.ts';
import { revokeToken } from '../identity/oauth/revoke-token.ts';
import { startDevice } from '../identity/oauth/start-device.ts';
import { fail, type HoldfastError, toHoldfastError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { type Runtime, runtime } from '../runtime.ts';
import { AnswerNotes, emptyAnswer, type HeaderLine, jsonAnswer } from './answers.ts';
import type { ApiAnswer, ApiRequest, Peer } from './api-message.ts';
import { readFormBody } from './read-form-body.ts';

/** The longest good request is a few hundred bytes. */
const bounds = { bytesMax: 16_384, fieldsMax: 40 } as const;

/** One request, past its form. */
interface Asked {
  readonly rt: Runtime;
  readonly request: ApiRequest;
  readonly peer: Peer;
  readonly requestId: string;
  readonly notes: AnswerNotes;
}

type Endpoint = (asked: Asked, fields: ReadonlyMap<string, string>) => Promise<ApiAnswer>;

/** The endpoints that programs call. People's pages, `/oauth/authorize` and `/oauth/device`, are pages. */
const endpoints: Readonly<Record<string, { readonly answer: Endpoint; readonly crossOrigin: boolean }>> = {
  [oauthPaths.token]: { answer: tokenAnswer, crossOrigin: true },
  [oauthPaths.revoke]: { answer: revocationAnswer, crossOrigin: true },
  [oauthPaths.deviceAuthorization]: { answer: deviceAnswer, crossOrigin: false },
};

/** Whether a program's endpoint, or what tells of them, stands at this path. */
export function isOAuthPath(path: string): boolean {
  return path === oauthPaths.metadata || Object.hasOwn(endpoints, path);
}

/**
 * Any page may read what needs no credential of the browser's: a program in a page brings its own code or token, and no
 * cookie is looked at here (RFC 9700, section 2.6). The pages for people answer nobody across origins.
 */
const anyOrigin: HeaderLine = ['access-control-allow-origin', '*'];

/**
 * The authorization server's endpoints for programs: metadata (RFC 8414), tokens (RFC 6749), revocation (RFC 7009), device
 * authorization (RFC 8628). Whatever happens, the answer has the form that these ask for.
 */
export async function oauthAnswer(request: ApiRequest, peer: Peer): Promise<ApiAnswer> {
  const startedMs = performance.now();
  const path = request.target.split('?', 1)[0] as string;
  const answer = path === oauthPaths.metadata ? metadataAnswer(request) : await endpointAnswer(request, peer, path);
  runtime().meters.request('oauth', answer.status, (performance.now() - startedMs) / 1000);
  return request.method === 'HEAD' ? { ...answer, body: null } : answer;
}

function metadataAnswer(request: ApiRequest): ApiAnswer {
  const requestId: HeaderLine = ['x-request-id', newId('req')];
  if (request.method === 'OPTIONS') return emptyAnswer(204, [['allow', 'GET, HEAD, OPTIONS'], anyOrigin, requestId]);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return emptyAnswer(405, [['allow', 'GET, HEAD, OPTIONS'], requestId]);
  }
  return jsonAnswer(200, serverMetadata(runtime().origin), [anyOrigin, requestId]);
}

async function endpointAnswer(request: ApiRequest, peer: Peer, path: string): Promise<ApiAnswer> {
  const requestId = newId('req');
  const notes = new AnswerNotes();
  const endpoint = Object.hasOwn(endpoints, path) ? endpoints[path] : undefined;
  const lines: HeaderLine[] = [['x-request-id', requestId], ...(endpoint?.crossOrigin ? [anyOrigin] : [])];
  let answer: ApiAnswer;
  try {
    if (endpoint === undefined) throw fail('not_found');
    const allow: HeaderLine = ['allow', 'POST, OPTIONS'];
    if (request.method === 'OPTIONS') {
      const methods: HeaderLine = ['access-control-allow-methods', 'POST'];
      return emptyAnswer(204, [allow, ...lines, ...(endpoint.crossOrigin ? [methods] : [])]);
    }
    if (request.method !== 'POST') return refusalAnswer(405, 'invalid_request', 'send it by POST', [allow, ...lines]);
    // A secret in an address is in every log on its way.
    if (request.target.includes('?')) throw fail('malformed_request', { message: 'Send the parameters in the body.' });
    const fields = await readFormBody(request, bounds);
    const secret = secretOf(request, fields);
    answer = secret ?? (await endpoint.answer({ rt: runtime(), request, peer, requestId, notes }, fields));
  } catch (thrown) {
    answer = failureAnswer(toHoldfastError(thrown), thrown, requestId);
  }
  return { ...answer, headers: [...answer.headers, ...lines, ...notes.lines('')] };
}

/** All clients here are public. One that brings a secret means another server, or has one in its binary (RFC 8252, 8.5). */
function secretOf(request: ApiRequest, fields: ReadonlyMap<string, string>): ApiAnswer | null {
  const description = 'clients here are public: send client_id and no secret';
  if (request.header('authorization') !== null) {
    return refusalAnswer(401, 'invalid_client', description, [['www-authenticate', 'Basic realm="holdfast"']]);
  }
  const named = ['client_secret', 'client_assertion', 'client_assertion_type'].some((name) => fields.has(name));
  return named ? refusalAnswer(400, 'invalid_client', description, []) : null;
}

async function tokenAnswer(asked: Asked, fields: ReadonlyMap<string, string>): Promise<ApiAnswer> {
  const names = [
    'grant_type',
    'client_id',
    'code',
    'redirect_uri',
    'code_verifier',
    'refresh_token',
    'device_code',
    'scope',
  ];
  const output = await run(asked, giveTokens, picked(fields, names));
  if (output.kind === 'refused') return refusalAnswer(400, output.error, output.description, []);
  return jsonAnswer(200, {
    access_token: output.accessToken,
    token_type: 'Bearer',
    expires_in: output.expiresInSeconds,
    refresh_token: output.refreshToken,
    scope: output.scope,
  });
}

async function revocationAnswer(asked: Asked, fields: ReadonlyMap<string, string>): Promise<ApiAnswer> {
  const output = await run(asked, revokeToken, picked(fields, ['token', 'client_id']));
  if (output.kind === 'refused') return refusalAnswer(400, output.error, output.description, []);
  return emptyAnswer(200, [['content-length', '0']]);
}

async function deviceAnswer(asked: Asked, fields: ReadonlyMap<string, string>): Promise<ApiAnswer> {
  const output = await run(asked, startDevice, picked(fields, ['client_id', 'scope']));
  if (output.kind === 'refused') return refusalAnswer(400, output.error, output.description, []);
  return jsonAnswer(200, {
    device_code: output.deviceCode,
    user_code: output.userCode,
    verification_uri: output.verificationUri,
    expires_in: output.expiresInSeconds,
    interval: output.intervalSeconds,
  });
}

function run<Input extends z.ZodType, Output extends z.ZodType>(
  { request, peer, requestId, notes }: Asked,
  op: PublicOperation<Input, Output>,
  input: unknown,
): Promise<z.output<Output>> {
  const { address } = peer;
  const userAgent = request.header('user-agent');
  const meta = { requestId, door: 'api', address, userAgent, cookies: new Map(), body: null } as const;
  return execute(op, { principal: { kind: 'anonymous' }, input, request: meta, answer: notes });
}

/** The parameters that the endpoint knows; one without a value counts as absent (RFC 6749, section 3.2). */
function picked(fields: ReadonlyMap<string, string>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = fields.get(name);
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
}

/** Our own errors in the words of RFC 6749, section 5.2. */
function failureAnswer(error: HoldfastError, thrown: unknown, requestId: string): ApiAnswer {
  if (error.status >= 500) runtime().log.error({ err: thrown, requestId }, 'oauth');
  const lines = Object.entries(error.headers).map(([name, value]): HeaderLine => [name.toLowerCase(), value]);
  if (error.status === 404) return refusalAnswer(404, 'invalid_request', 'there is nothing here', lines);
  if (error.status === 429) return refusalAnswer(429, 'temporarily_unavailable', error.publicMessage, limitless(lines));
  if (error.status >= 500) {
    const code = error.status === 503 ? 'temporarily_unavailable' : 'server_error';
    return refusalAnswer(error.status, code, error.publicMessage, lines);
  }
  return refusalAnswer(error.status === 413 ? 413 : 400, 'invalid_request', error.publicMessage, lines);
}

/** The limits stand on the answer already. */
function limitless(lines: readonly HeaderLine[]): HeaderLine[] {
  return lines.filter(([name]) => !name.startsWith('ratelimit'));
}

function refusalAnswer(status: number, error: string, description: string, lines: readonly HeaderLine[]): ApiAnswer {
  // Of the characters that the grammar knows (section 5.2).
  const text = description.replace(/[^\x20-\x21\x23-\x5b\x5d-\x7e]/g, ' ');
  return jsonAnswer(status, { error, error_description: text }, lines);
}
