import { execute } from '../access/execute.ts';
import type { Operation } from '../access/operation.ts';
import type { Principal } from '../access/principal.ts';
import type { RequestMeta } from '../access/request.ts';
import { type ErrorCode, fail, type HoldfastError, isHoldfastError, toHoldfastError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { hasRuntime, runtime } from '../runtime.ts';
import { AnswerNotes, apiBase, authBase, emptyAnswer, fileNameOf, problemAnswer, successAnswer } from './answers.ts';
import {
  type ApiAnswer,
  type ApiHandler,
  type ApiRequest,
  fromWebRequest,
  type Peer,
  toWebResponse,
} from './api-message.ts';
import { type Authenticated, authenticate, knownByCookie } from './authenticate.ts';
import { parseCookies } from './cookies.ts';
import { cappedStream, defaultBodyBytesMax, readJsonBody } from './read-body.ts';
import { mergeInput } from './read-input.ts';
import { createRouteTable, type Route, type RouteTable } from './route-table.ts';
import { fetchHeaders, sentByForeignPage } from './same-origin.ts';

/**
 * The REST API as one function, made from the operations' declarations. Any host of Web requests can serve it.
 * Whatever happens, it answers: errors become problem+json, and what lies behind them goes to the log alone.
 */
export function createApiRouter(operations: readonly Operation[]): (request: Request, peer: Peer) => Promise<Response> {
  const handle = createApiHandler(operations);
  return async (request, peer) => toWebResponse(await handle(fromWebRequest(request), peer));
}

/** The same API for hosts that build no Web `Request`. */
export function createApiHandler(operations: readonly Operation[]): ApiHandler {
  const table = createRouteTable(operations);
  return async (request, peer) => {
    const requestId = newId('req');
    const answer = await answerTo(table, request, peer, requestId);
    const headers = [...answer.headers, ['x-request-id', requestId] as const];
    if (request.method !== 'HEAD') return { ...answer, headers };
    if (answer.body instanceof ReadableStream) await answer.body.cancel();
    return { ...answer, headers, body: null };
  };
}

async function answerTo(table: RouteTable, request: ApiRequest, peer: Peer, requestId: string): Promise<ApiAnswer> {
  const startedMs = performance.now();
  const notes = new AnswerNotes();
  let route: Route | undefined;
  let authenticated: Authenticated | undefined;
  let answer: ApiAnswer;
  let refusal: HoldfastError | undefined;
  try {
    const rt = runtime();
    const { path, query } = splitTarget(request.target);
    const match = table.match(request.method, path);
    if (match.kind === 'unknown') throw fail('not_found');
    if (match.kind === 'other-method') {
      const allow = [['allow', match.allow.join(', ')]] as const;
      if (request.method === 'OPTIONS') return emptyAnswer(204, allow);
      throw fail('method_not_allowed', { headers: Object.fromEntries(allow) });
    }
    ({ route } = match);
    const op = route.operation;
    refuseKeyInAddress(request.target);
    const meta = metaOf(request, peer, requestId, op);
    let principal: Principal = { kind: 'anonymous' };
    if (op.scope === 'public') {
      refuseForeignPage(request, rt.origin);
      principal = await knownByCookie(rt, meta, notes);
    } else {
      authenticated = await authenticate(rt, request, meta, notes, `${route.method} ${apiBase}${route.template}`);
      principal = authenticated.principal;
    }
    const input = mergeInput(match.parameters, query, await bodyInput(request, op));
    const output = await execute(op, { principal, input, request: meta, answer: notes });
    answer = successAnswer(op, output, notes.lines(rt.origin));
  } catch (error) {
    refusal = toHoldfastError(error);
    answer = problemAnswer(refusal, requestId, hasRuntime() ? notes.lines(runtime().origin) : []);
  }
  await authenticated?.beforeAnswer();
  noteInLog({ request, requestId, route, authenticated, answer, refusal, startedMs });
  return answer;
}

/** Sign-in stands beside the API too: `/auth/request` is `/api/v1/auth/request`. */
function splitTarget(target: string): { readonly path: string; readonly query: string } {
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  if (path.startsWith(authBase)) return { path, query: mark < 0 ? '' : target.slice(mark + 1) };
  if (!path.startsWith(`${apiBase}/`)) throw fail('not_found');
  return { path: path.slice(apiBase.length), query: mark < 0 ? '' : target.slice(mark + 1) };
}

/** Else a page elsewhere could sign its visitors in as somebody else, with a form that posts here. */
function refuseForeignPage(request: ApiRequest, origin: string): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  if (sentByForeignPage(fetchHeaders(request), origin)) throw fail('origin_refused');
}

/** Addresses end up in logs, histories and referrers: a key in one is as good as published. CLAIMS K9. */
function refuseKeyInAddress(target: string): void {
  if (!/ck_(?:live|test)_[0-9a-z]{26}/i.test(target)) return;
  throw fail('invalid_input', {
    message:
      'An API key stands in the address. Send it in the Authorization header; revoke this one, addresses are not secret.',
    detail: 'an API key in the address',
  });
}

function metaOf(request: ApiRequest, peer: Peer, requestId: string, op: Operation): RequestMeta {
  const fileName = op.body === 'stream' ? fileNameOf(request.header('content-disposition')) : undefined;
  return {
    requestId,
    door: peer.door,
    address: peer.address,
    userAgent: request.header('user-agent'),
    cookies: parseCookies(request.header('cookie')),
    body: op.body === 'stream' ? cappedStream(request, op.bodyBytesMax ?? defaultBodyBytesMax) : null,
    ...(fileName === undefined ? {} : { fileName }),
  };
}

/** What the body contributes to the input. GET has none (RFC 9110, section 9.3.1), and a streamed one is no input. */
async function bodyInput(request: ApiRequest, op: Operation): Promise<Readonly<Record<string, unknown>>> {
  if (op.body === 'stream' || request.method === 'GET' || request.method === 'HEAD') return {};
  return readJsonBody(request, op.bodyBytesMax ?? defaultBodyBytesMax);
}

interface Handled {
  readonly request: ApiRequest;
  readonly requestId: string;
  readonly route: Route | undefined;
  readonly authenticated: Authenticated | undefined;
  readonly answer: ApiAnswer;
  readonly refusal: HoldfastError | undefined;
  readonly startedMs: number;
}

/** Our own failures are always logged, with their cause; the rest on demand. Templates, never addresses: no secrets. */
function noteInLog(handled: Handled): void {
  const { requestId, route, answer, refusal } = handled;
  if (!hasRuntime()) return;
  const { log } = runtime();
  const failed = answer.status >= 500;
  if (!failed && !log.isLevelEnabled('debug')) return;
  const facts = {
    requestId,
    method: handled.request.method,
    operation: route?.operation.name,
    status: answer.status,
    problem: refusal?.code satisfies ErrorCode | undefined,
    reason: refusal?.detail,
    who: handled.authenticated && actorText(handled.authenticated.principal),
    ms: Math.round(performance.now() - handled.startedMs),
  };
  if (failed)
    log.error({ ...facts, err: isHoldfastError(refusal?.cause) ? refusal : (refusal?.cause ?? refusal) }, 'api');
  else log.debug(facts, 'api');
}

function actorText(principal: Principal): string | undefined {
  if (principal.kind === 'key') return principal.keyId;
  return principal.kind === 'user' ? principal.userId : undefined;
}
