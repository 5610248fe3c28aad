import { auditOf } from '../access/audit.ts';
import { actorOf, type Principal } from '../access/principal.ts';
import type { AnswerEffects, RequestMeta } from '../access/request.ts';
import { type KeyPrincipal, type KeyProof, proveApiKey, recallApiKey } from '../api-keys/authenticate.ts';
import { looksLikeAccessToken } from '../identity/oauth/access-token.ts';
import { type AccessProof, type ClientPrincipal, proveAccessToken } from '../identity/oauth/authenticate-client.ts';
import { renewalCookieName, sessionCookieName } from '../identity/session-cookies.ts';
import { authenticateSession } from '../identity/sessions.ts';
import { fail, isHoldfastError } from '../platform/errors.ts';
import { startTimeFloor } from '../platform/time-floor.ts';
import type { Runtime } from '../runtime.ts';
import type { ApiRequest } from './api-message.ts';
import { type Asking, limited } from './limited.ts';
import { fetchHeaders, provenSameOrigin } from './same-origin.ts';

/** Who asks at the API, and what must be waited for before the answer leaves. */
export interface Authenticated {
  readonly principal: Principal;
  beforeAnswer(): Promise<void>;
}

/**
 * Proves who asks: by an API key or an access token in `Authorization`, or by a browser's session when the browser vouches that a page of
 * ours sent the request. Afterwards nothing has been checked of what they may do.
 *
 * Refusals count against the address, are noted in the audit log with their true reason, all look alike and take the
 * same time. Keys are counted before they are proven, and a key that is proven costs the address nothing. See
 * docs/decisions/0016-verified-key-cache-and-l1.md.
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
  const floor = startTimeFloor();
  const asking: Asking = { meta, effects, route };
  try {
    const authorization = request.header('authorization');
    if (authorization === null) {
      const principal = await provenByCookie(rt, request, meta, effects).catch((error: unknown) =>
        refuseCounted(rt, asking, error),
      );
      floor.end();
      return { principal, beforeAnswer: async () => {} };
    }
    const token = bearerToken(authorization);
    const principal = await (looksLikeAccessToken(token)
      ? provenByAccessToken(rt, token, asking)
      : provenByKey(rt, token, asking));
    await takeKeyLimit(rt, principal, asking);
    if (rt.env.AUTH_FLOOR_SUCCESS === 'off') {
      floor.end();
      return { principal, beforeAnswer: async () => {} };
    }
    const passed = floor.passed();
    return { principal, beforeAnswer: () => passed };
  } catch (error) {
    await floor.nextStep();
    throw error;
  }
}

/** RFC 6750, section 2.1. Anything else is handed on as it is: it is no key, and is refused with a key's work. */
function bearerToken(authorization: string): string {
  return /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1] ?? '';
}

/** What a token was given for is read anew for each request; every attempt takes a slot of its address until it is proven. */
async function provenByAccessToken(rt: Runtime, token: string, asking: Asking): Promise<ClientPrincipal> {
  const { address } = asking.meta;
  const attempt = await rt.attempts.enter(address);
  if (!attempt.admitted) throw await limited(rt, attempt.verdict, address, asking);
  let proof: AccessProof | undefined;
  try {
    proof = await proveAccessToken(rt, token);
  } finally {
    await attempt.end(proof?.ok === true);
  }
  if (proof.ok) return proof.principal;
  asking.effects.noteLimit(attempt.verdict);
  await noteRefusal(rt, asking, proof.refusal, proof.near);
  throw fail('unauthorized', { detail: proof.refusal });
}

/** A key that was proven a moment ago is no guess; every other attempt takes a slot of its address first. */
async function provenByKey(rt: Runtime, token: string, asking: Asking): Promise<KeyPrincipal> {
  const use = { address: asking.meta.address, route: asking.route };
  const recalled = recallApiKey(rt, token, use);
  if (recalled !== null && recalled !== 'known') return recalled;
  if (recalled === 'known') {
    const again = await proveApiKey(rt, token, use);
    // What was good a moment ago and is no more is an attempt like any other from here on.
    if (again.ok) return again.principal;
  }
  const attempt = await rt.attempts.enter(use.address);
  if (!attempt.admitted) throw await limited(rt, attempt.verdict, use.address, asking);
  let proof: KeyProof | undefined;
  try {
    proof = await proveApiKey(rt, token, use);
  } finally {
    await attempt.end(proof?.ok === true);
  }
  if (proof.ok) return proof.principal;
  asking.effects.noteLimit(attempt.verdict);
  await noteRefusal(rt, asking, proof.refusal, proof.near);
  throw fail('unauthorized', { detail: proof.refusal });
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
async function takeKeyLimit(rt: Runtime, principal: KeyPrincipal | ClientPrincipal, asking: Asking): Promise<void> {
  const key = actorOf(principal);
  const verdict = await rt.limiter.take('api.key', key);
  if (verdict.allowed) asking.effects.noteLimit(verdict);
  else throw await limited(rt, verdict, key, asking, principal);
}

/** Counts and notes the refusal of a session, and throws what the caller is told. Other errors pass through. */
async function refuseCounted(rt: Runtime, asking: Asking, error: unknown): Promise<never> {
  if (!isHoldfastError(error) || (error.code !== 'unauthorized' && error.code !== 'origin_refused')) throw error;
  const attempt = await rt.attempts.enter(asking.meta.address);
  if (!attempt.admitted) throw await limited(rt, attempt.verdict, asking.meta.address, asking);
  await attempt.end(false);
  asking.effects.noteLimit(attempt.verdict);
  await noteRefusal(rt, asking, error.detail ?? error.code, null);
  throw error;
}

/** @param near the key that the token begins like, or what it was given for: its organisation's audit log tells of the attempt. */
async function noteRefusal(
  rt: Runtime,
  { meta, route }: Asking,
  reason: string,
  near: { readonly orgId: string; readonly keyId?: string; readonly grantId?: string } | null,
): Promise<void> {
  const { keyId, grantId } = near ?? {};
  await rt.audit.record({
    ...auditOf({ principal: { kind: 'anonymous' }, request: meta, now: () => rt.clock.now() }),
    action: 'api.authenticate',
    outcome: 'refused',
    reason,
    orgId: near?.orgId ?? null,
    detail: {
      operation: route,
      ...(keyId === undefined ? {} : { keyId }),
      ...(grantId === undefined ? {} : { grantId }),
    },
  });
}
