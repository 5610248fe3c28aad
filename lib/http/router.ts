import { execute } from '../access/execute.ts';
import type { Operation, PublicOperation } from '../access/operation.ts';
import { noteDenial, noteProven } from '../access/outcomes.ts';
import type { Principal } from '../access/principal.ts';
import type { RequestMeta } from '../access/request.ts';
import { type ErrorCode, fail, type HoldfastError, isHoldfastError, toHoldfastError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { visibleText } from '../platform/visible-text.ts';
import { hasRuntime, type Runtime, runtime } from '../runtime.ts';
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
import { type Conditions, readConditions, underConditions } from './conditions.ts';
import { parseCookies } from './cookies.ts';
import { crossOriginOf } from './cors.ts';
import { refuseKeyInAddress } from './key-in-address.ts';
import { meterRequest } from './meter-request.ts';
import { cappedStream, readJsonBody } from './read-body.ts';
import { mergeInput } from './read-input.ts';
import { createRouteTable, type Route, type RouteTable } from './route-table.ts';
import { fetchHeaders, sentByForeignPage } from './same-origin.ts';
import { whileItStands } from './while-it-stands.ts';

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
  const crossOrigin = crossOriginOf(request);
  let route: Route | undefined;
  let parameters: Readonly<Record<string, string>> = {};
  let authenticated: Authenticated | undefined;
  let answer: ApiAnswer;
  let refusal: HoldfastError | undefined;
  try {
    const rt = runtime();
    await refuseKeyInAddress(rt, request, peer, { requestId, effects: notes });
    const { path, query } = splitTarget(request.target);
    const match = table.match(request.method, path);
    if (match.kind === 'unknown') throw fail('not_found');
    if (match.kind === 'other-method') {
      const allow = [['allow', match.allow.join(', ')]] as const;
      if (request.method === 'OPTIONS') {
        return emptyAnswer(204, [...allow, ...(await crossOrigin.preflight(rt, match.routes))]);
      }
      throw fail('method_not_allowed', { headers: Object.fromEntries(allow) });
    }
    ({ route, parameters } = match);
    const op = route.operation;
    const meta = metaOf(request, peer, requestId, route);
    let principal: Principal = { kind: 'anonymous' };
    if (op.scope === 'public') {
      if (!(await crossOrigin.admitAnybody(rt, op))) await refuseForeignPage(rt, request, meta, op);
      if (!op.keepsNoAddress) principal = await knownByCookie(rt, meta, notes);
    } else {
      authenticated = await authenticate(rt, request, meta, notes, route.label);
      principal = authenticated.principal;
      const caller = { principal, request: meta, operation: op.name, now: () => rt.clock.now() };
      await noteProven(rt.audit, caller);
    }
    const found = match;
    let conditions: Conditions | undefined;
    const read = async () => {
      if (op.scope !== 'public') await crossOrigin.admit(rt, principal);
      conditions = readConditions(request, found.route);
      const input = mergeInput(found.parameters, query, await bodyInput(request, found.route));
      return { input, request: conditions === undefined ? meta : { ...meta, ...conditions.meta } };
    };
    const output = await execute(op, { principal, read, request: meta, answer: notes });
    answer = successAnswer(route, output, [...route.lines(parameters), ...notes.lines(rt.origin)]);
    if (conditions !== undefined) answer = underConditions(answer, conditions);
    answer = whileItStands(rt, op, principal, answer);
  } catch (error) {
    refusal = toHoldfastError(error);
    const lines = hasRuntime() ? notes.lines(runtime().origin) : [];
    answer = problemAnswer(refusal, requestId, [...(route?.lines(parameters) ?? []), ...lines]);
  }
  answer = { ...answer, headers: [...answer.headers, ...(await crossOrigin.lines(refusal))] };
  await authenticated?.beforeAnswer();
  const handled = { request, requestId, route, authenticated, answer, refusal, startedMs };
  if (hasRuntime()) meterRequest(runtime().meters, handled);
  noteInLog(handled);
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
async function refuseForeignPage(rt: Runtime, request: ApiRequest, meta: RequestMeta, op: Operation): Promise<void> {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  if (!sentByForeignPage(fetchHeaders(request), rt.origin)) return;
  const error = fail('origin_refused', { detail: visibleText(request.header('origin') ?? 'another site', 200) });
  const caller = { principal: { kind: 'anonymous' }, request: meta, operation: op.name } as const;
  await noteDenial(rt.audit, { ...caller, now: () => rt.clock.now() }, error);
  throw error;
}

function metaOf(request: ApiRequest, peer: Peer, requestId: string, route: Route): RequestMeta {
  const op = route.operation;
  const fileName = op.body === 'stream' ? fileNameOf(request.header('content-disposition')) : undefined;
  return {
    requestId,
    door: peer.door,
    address: peer.address,
    userAgent: request.header('user-agent'),
    cookies: parseCookies(request.header('cookie')),
    body: op.body === 'stream' ? cappedStream(request, route.bodyBytesMax) : null,
    ...(op.scope === 'public' ? forAnybody(op, request) : {}),
    ...(fileName === undefined ? {} : { fileName }),
  };
}

function forAnybody(op: PublicOperation, request: ApiRequest): Pick<RequestMeta, 'origin' | 'gpc' | 'unnamed'> {
  const foreign = op.crossOrigin !== undefined;
  const origin = foreign ? request.header('origin') : null;
  return {
    ...(origin === null ? {} : { origin }),
    ...(foreign && request.header('sec-gpc') === '1' ? { gpc: true } : {}),
    ...(op.keepsNoAddress ? { unnamed: true } : {}),
  };
}

/** What the body contributes to the input. */
async function bodyInput(request: ApiRequest, route: Route): Promise<Readonly<Record<string, unknown>>> {
  return route.readsJson ? readJsonBody(request, route.bodyBytesMax) : {};
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
  if (principal.kind === 'client') return principal.grantId;
  return principal.kind === 'user' ? principal.userId : undefined;
}
