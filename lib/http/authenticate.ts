import { recordAudit } from '../access/audit.ts';
import { limitHeaders } from '../access/limit-headers.ts';
import type { Principal } from '../access/principal.ts';
import type { AnswerEffects, RequestMeta } from '../access/request.ts';
import { authenticateApiKey } from '../api-keys/authenticate.ts';
import { renewalCookieName, sessionCookieName } from '../identity/session-cookies.ts';
import { authenticateSession } from '../identity/sessions.ts';
import { fail, type HoldfastError, isHoldfastError } from '../platform/errors.ts';
import type { Runtime } from '../runtime.ts';
import type { ApiRequest } from './api-message.ts';
import { startAuthFloor } from './auth-floor.ts';
import { fetchHeaders, provenSameOrigin } from './same-origin.ts';

/** Who asks at the API, and what must be waited for before the answer leaves. */
export interface Authenticated {
  readonly principal: Principal;
  beforeAnswer(): Promise<void>;
}

/**
 * Proves who asks: by an API key in `Authorization`, or by a browser's session when the browser vouches that a page of
 * ours sent the request. Afterwards nothing has been checked of what they may do.
 *
 * Refusals count against the address, are noted in the audit log with their true reason, all look alike and take the
 * same time. A key that is proven costs the address nothing, so that nobody is locked out by a neighbour's guessing.
 *
 * @throws `unauthorized`, `origin_refused`, `rate_limited`, `limiter_unavailable`.
 */
export async function authenticate(
  rt: Runtime,
  request: ApiRequest,
  meta: RequestMeta,
  effects: AnswerEffects,
  route: string,
): Promise<Authenticated> {
  const floor = startAuthFloor();
  try {
    const authorization = request.header('authorization');
    if (authorization === null) {
      return { principal: await provenByCookie(rt, request, meta, effects), beforeAnswer: async () => {} };
    }
    const principal = await authenticateApiKey(rt, bearerToken(authorization), { address: meta.address, route });
    const beforeAnswer = rt.env.AUTH_FLOOR_SUCCESS === 'on' ? floor.passed : async () => {};
    await takeKeyLimit(rt, principal.keyId, effects);
    return { principal, beforeAnswer };
  } catch (error) {
    const refusal = await countRefusal(rt, meta, effects, error);
    await floor.nextStep();
    throw refusal;
  }
}

/** RFC 6750, section 2.1. Anything else is handed on as it is: it is no key, and is refused with a key's work. */
function bearerToken(authorization: string): string {
  return /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1] ?? '';
}

async function provenByCookie(
  rt: Runtime,
  request: ApiRequest,
  meta: RequestMeta,
  effects: AnswerEffects,
): Promise<Principal> {
  const token = meta.cookies.get(sessionCookieName(rt.origin));
  const renewal = meta.cookies.get(renewalCookieName(rt.origin));
  if (token === undefined && renewal === undefined) throw fail('unauthorized', { detail: 'no_credential' });
  if (!provenSameOrigin(fetchHeaders(request), rt.origin)) throw fail('origin_refused', { detail: 'foreign_origin' });
  const user = await authenticateSession(rt, token, renewal);
  if (user === null) throw fail('unauthorized', { detail: 'session_ended' });
  const { renewedCookie, ...principal } = user;
  if (renewedCookie !== null) effects.setCookie(renewedCookie);
  return principal;
}

/**
 * Who asks for something that anybody may ask for: the person whose session the browser holds, or nobody. The caller has
 * made sure that no page of another site sent the request.
 */
export async function knownByCookie(rt: Runtime, meta: RequestMeta, effects: AnswerEffects): Promise<Principal> {
  const token = meta.cookies.get(sessionCookieName(rt.origin));
  const renewal = meta.cookies.get(renewalCookieName(rt.origin));
  const user = token === undefined && renewal === undefined ? null : await authenticateSession(rt, token, renewal);
  if (user === null) return { kind: 'anonymous' };
  const { renewedCookie, ...principal } = user;
  if (renewedCookie !== null) effects.setCookie(renewedCookie);
  return principal;
}

/** Counted only once the key is proven: a stranger cannot spend it. CLAIMS K6. */
async function takeKeyLimit(rt: Runtime, keyId: string, effects: AnswerEffects): Promise<void> {
  const verdict = await rt.limiter.take('api.key', keyId);
  effects.noteLimit(verdict);
  if (!verdict.allowed) throw fail('rate_limited', { headers: limitHeaders(verdict), detail: 'api.key' });
}

/** Counts and notes a refusal. Returns what the caller is told. */
async function countRefusal(rt: Runtime, meta: RequestMeta, effects: AnswerEffects, error: unknown): Promise<unknown> {
  if (!isRefusal(error)) return error;
  try {
    const verdict = await rt.limiter.take('api.unauthenticated', meta.address);
    effects.noteLimit(verdict);
    // Past the limit nothing is written either: a flood of guesses does not become a flood of writes.
    if (!verdict.allowed) {
      return fail('rate_limited', { headers: limitHeaders(verdict), detail: 'api.unauthenticated' });
    }
    await recordAudit(rt.tenancy.control, {
      action: 'api.authenticate',
      outcome: 'refused',
      reason: error.detail ?? error.code,
      at: rt.clock.now(),
      address: meta.address,
      requestId: meta.requestId,
    });
    return error;
  } catch (failure) {
    return failure;
  }
}

function isRefusal(error: unknown): error is HoldfastError {
  return isHoldfastError(error) && (error.code === 'unauthorized' || error.code === 'origin_refused');
}
