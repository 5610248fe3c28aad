import ipaddr from 'ipaddr.js';
import type { GivenFactor, UserPrincipal } from '../access/principal.ts';
import type { AnswerEffects, CookieToSet, RequestMeta } from '../access/request.ts';
import { isRole, type Role } from '../access/roles.ts';
import { isoAfter } from '../platform/clock.ts';
import { equalBytes, randomToken, sha256 } from '../platform/crypto/digest.ts';
import type { SqlWriter } from '../platform/db/types.ts';
import type { Environment } from '../platform/env.ts';
import { fail } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { Runtime } from '../runtime.ts';
import { noteFactorDue } from './factors/factor-due.ts';
import { renewalCookie, sessionCookie } from './session-cookies.ts';
import { endSession, findSession, forgetSessions, insertSession, noteSeen, type SessionRow } from './session-store.ts';
import { signSessionToken, type TokenHost, verifySessionToken } from './session-token.ts';

export type SessionHost = TokenHost & Pick<Runtime, 'env' | 'log'>;

export type SignInMethod = 'email' | 'google' | 'passkey';

/** A signed-in person, and the cookie that their door must set, if any. */
export type SignedInUser = UserPrincipal & { readonly renewedCookie: CookieToSet | null };

/** A session just made or moved: what its cookies are made of, once its row is committed. */
export interface OpenedSession {
  readonly id: string;
  readonly userId: string;
  readonly orgId: string | null;
  readonly role: Role | null;
  readonly expiresAt: string;
  readonly renewal: string;
}

/** How exact `lastSeenAt` is: a write to disk for each request would be wasted. */
const seenEverySeconds = 60;

/** Ended sessions stay this long, for the list of what happened. */
const keepEndedSeconds = 30 * 86_400;

/** How far two clocks, or one that was corrected, may be apart. */
const clockGraceSeconds = 60;

const userAgentCharsMax = 256;

/**
 * The person whose session this is, read from the database for this very request: a session that was ended, idled out,
 * outlived its absolute end, or whose membership is gone, is nobody's, whatever the token says. The role is the
 * membership's, never the token's.
 *
 * The token alone proves a session until it expires. After that `renewal` (the other cookie) does, while the session
 * lives; the door then sets `renewedCookie`.
 */
export async function authenticateSession(
  host: SessionHost,
  token: string | undefined,
  renewal?: string | undefined,
): Promise<SignedInUser | null> {
  const claims = token ? await verifySessionToken(host, token) : null;
  let row = claims ? await findLive(host, claims.sessionId) : null;
  if (row && claims && (row.userId !== claims.userId || row.orgId !== claims.orgId)) row = null;
  const byToken = row !== null;
  row ??= renewal ? await findByRenewal(host, renewal) : null;
  if (!row) return null;
  await touch(host, row);
  const ttlSeconds = host.env.SESSION_TOKEN_SECONDS;
  const agesAt = claims ? claims.expiresAt * 1000 - ttlSeconds * 500 : 0;
  const renew = !byToken || host.clock.now().getTime() >= agesAt || claims?.role !== row.role;
  return {
    kind: 'user',
    userId: row.userId,
    email: row.email,
    name: row.userName,
    sessionId: row.id,
    signedInAt: row.createdAt,
    factor: row.factor !== null && row.factorAt !== null ? { kind: row.factor, at: row.factorAt } : null,
    membership: row.orgId !== null && row.role !== null ? { orgId: row.orgId, role: row.role } : null,
    renewedCookie: renew ? await tokenCookie(host, { ...row, role: row.role }) : null,
  };
}

type LiveSession = Omit<SessionRow, 'role'> & { readonly role: Role | null };

async function findLive(host: SessionHost, sessionId: string): Promise<LiveSession | null> {
  const row = await findSession(host.tenancy.control, sessionId);
  if (!row) return null;
  const instant = host.clock.now();
  const now = instant.toISOString();
  if (row.revokedAt !== null || row.idleExpiresAt <= now || row.expiresAt <= now) return null;
  // Begun under a clock that was ahead, it would outlive what sessions may live.
  if (row.createdAt > isoAfter(instant, clockGraceSeconds)) return null;
  const role = row.role !== null && isRole(row.role) ? row.role : null;
  if (row.orgId !== null && role === null) return null;
  return { ...row, role };
}

async function findByRenewal(host: SessionHost, renewal: string): Promise<LiveSession | null> {
  const dot = renewal.indexOf('.');
  if (dot < 1 || renewal.length > 128) return null;
  const row = await findLive(host, renewal.slice(0, dot));
  return row && equalBytes(sha256(renewal.slice(dot + 1)), row.renewalHash) ? row : null;
}

async function touch(host: SessionHost, row: LiveSession): Promise<void> {
  const now = host.clock.now();
  const sinceSeenMs = now.getTime() - Date.parse(row.lastSeenAt);
  // Seen in the future: the clock was set back, and the idle end goes with it.
  if (sinceSeenMs < seenEverySeconds * 1000 && sinceSeenMs >= -clockGraceSeconds * 1000) return;
  const idleEnd = earlier(isoAfter(now, host.env.SESSION_IDLE_SECONDS), row.expiresAt);
  try {
    await host.tenancy.control.write((tx) => noteSeen(tx, row.id, now.toISOString(), idleEnd));
  } catch (error) {
    // Reading goes on while nothing can be written; the session idles out a little early at worst.
    host.log.warn({ err: error }, 'the use of a session was not noted');
  }
}

interface NewSession {
  readonly userId: string;
  readonly membership: { readonly orgId: string; readonly role: Role } | null;
  readonly method: SignInMethod;
  /** The second factor by which the person signed in, if any. */
  readonly factor?: GivenFactor | null;
}

interface OpenAt {
  readonly env: Pick<Environment, 'SESSION_IDLE_SECONDS' | 'SESSION_ABSOLUTE_SECONDS'>;
  readonly request: RequestMeta;
  readonly now: Date;
}

/** Makes a session inside the caller's write. Nobody can use it before {@link answerWithSession}. */
export async function openSession(tx: SqlWriter, session: NewSession, at: OpenAt): Promise<OpenedSession> {
  await forgetSessions(tx, isoAfter(at.now, -keepEndedSeconds));
  const now = at.now.toISOString();
  const expiresAt = isoAfter(at.now, at.env.SESSION_ABSOLUTE_SECONDS);
  return insertOpened(tx, {
    userId: session.userId,
    membership: session.membership,
    method: session.method,
    createdAt: now,
    lastSeenAt: now,
    idleExpiresAt: earlier(isoAfter(at.now, at.env.SESSION_IDLE_SECONDS), expiresAt),
    expiresAt,
    userAgent: plainText(at.request.userAgent),
    addressPrefix: addressPrefix(at.request.address),
    ...factorColumns(session.factor ?? null),
  });
}

/**
 * Puts the person's session into another organisation, inside the caller's write: the session ends and one with a new
 * id takes its place, so that no token or renewal of the old one works again. Sign-in time and absolute end stay.
 *
 * @throws `unauthorized` when the session has ended meanwhile.
 */
export async function moveSession(
  tx: SqlWriter,
  principal: UserPrincipal,
  membership: { readonly orgId: string; readonly role: Role } | null,
  at: OpenAt,
): Promise<OpenedSession> {
  const old = await endForSuccessor(tx, principal, at);
  return succeed(tx, old, membership, { kind: old.factor, at: old.factorAt }, at);
}

/**
 * Notes a second factor that the person has just given, inside the caller's write: like {@link moveSession}, in the
 * organisation where the session is. Whoever held the session before the step has nothing of what comes after it.
 * ASVS 5.0, 7.2.4.
 *
 * @throws `unauthorized` when the session has ended meanwhile, or the person belongs to its organisation no more.
 */
export async function elevateSession(
  tx: SqlWriter,
  principal: UserPrincipal,
  factor: GivenFactor,
  at: OpenAt,
): Promise<OpenedSession> {
  const old = await endForSuccessor(tx, principal, at);
  if (old.orgId === null) return succeed(tx, old, null, factor, at);
  if (old.role === null || !isRole(old.role)) throw fail('unauthorized', { detail: 'no member any more' });
  return succeed(tx, old, { orgId: old.orgId, role: old.role }, factor, at);
}

async function endForSuccessor(tx: SqlWriter, principal: UserPrincipal, at: OpenAt): Promise<SessionRow> {
  const old = await findSession(tx, principal.sessionId);
  const ended = old && (await endSession(tx, principal.userId, old.id, at.now.toISOString()));
  if (!ended) throw fail('unauthorized', { detail: 'session_ended' });
  return old;
}

function succeed(
  tx: SqlWriter,
  old: SessionRow,
  membership: NewSession['membership'],
  factor: { readonly kind: SessionRow['factor']; readonly at: string | null },
  at: OpenAt,
): Promise<OpenedSession> {
  return insertOpened(tx, {
    userId: old.userId,
    membership,
    method: old.method,
    createdAt: old.createdAt,
    lastSeenAt: at.now.toISOString(),
    idleExpiresAt: earlier(isoAfter(at.now, at.env.SESSION_IDLE_SECONDS), old.expiresAt),
    expiresAt: old.expiresAt,
    userAgent: old.userAgent,
    addressPrefix: addressPrefix(at.request.address),
    factor: factor.kind,
    factorAt: factor.at,
  });
}

function factorColumns(factor: GivenFactor | null): Pick<SessionRow, 'factor' | 'factorAt'> {
  return { factor: factor?.kind ?? null, factorAt: factor?.at ?? null };
}

type Row = Pick<
  SessionRow,
  | 'userId'
  | 'method'
  | 'createdAt'
  | 'lastSeenAt'
  | 'idleExpiresAt'
  | 'expiresAt'
  | 'userAgent'
  | 'addressPrefix'
  | 'factor'
  | 'factorAt'
>;

async function insertOpened(
  tx: SqlWriter,
  { membership, ...row }: Row & { readonly membership: NewSession['membership'] },
): Promise<OpenedSession> {
  const id = newId('ses');
  await noteFactorDue(tx, row.userId, new Date(row.lastSeenAt));
  const orgId = membership?.orgId ?? null;
  const secret = randomToken();
  await insertSession(tx, { ...row, id, orgId, renewalHash: sha256(secret) });
  const { userId, expiresAt } = row;
  return { id, userId, orgId, role: membership?.role ?? null, expiresAt, renewal: `${id}.${secret}` };
}

/** Gives the browser the session: a fresh token and what renews it. The session's row must be committed. */
export async function answerWithSession(
  host: TokenHost & Pick<Runtime, 'env'>,
  answer: AnswerEffects,
  opened: OpenedSession,
): Promise<void> {
  answer.setCookie(await tokenCookie(host, opened));
  const livesSeconds = Math.floor((Date.parse(opened.expiresAt) - host.clock.now().getTime()) / 1000);
  answer.setCookie(renewalCookie(host.origin, opened.renewal, livesSeconds));
}

/** The signed token as a cookie. It never outlives the session. */
async function tokenCookie(
  host: TokenHost & Pick<Runtime, 'env'>,
  session: Pick<OpenedSession, 'id' | 'userId' | 'orgId' | 'role' | 'expiresAt'>,
): Promise<CookieToSet> {
  const leftSeconds = Math.floor((Date.parse(session.expiresAt) - host.clock.now().getTime()) / 1000);
  const ttlSeconds = Math.max(1, Math.min(host.env.SESSION_TOKEN_SECONDS, leftSeconds));
  const { id: sessionId, userId, orgId, role } = session;
  return sessionCookie(
    host.origin,
    await signSessionToken(host, { sessionId, userId, orgId, role }, ttlSeconds),
    ttlSeconds,
  );
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}

function plainText(text: string | null): string | null {
  return text === null ? null : text.replace(/\p{Cc}/gu, ' ').slice(0, userAgentCharsMax);
}

/** Enough of an address to recognise one's own network by: IPv4 /24, IPv6 /48. */
function addressPrefix(address: string): string | null {
  if (!ipaddr.isValid(address)) return null;
  const parsed = ipaddr.process(address);
  const prefix =
    parsed.kind() === 'ipv4'
      ? `${ipaddr.IPv4.networkAddressFromCIDR(`${parsed}/24`)}/24`
      : `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed}/48`)}/48`;
  return prefix;
}
