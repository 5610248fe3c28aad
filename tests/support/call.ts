import type { z } from 'zod';
import { type Call, execute } from '#lib/access/execute.ts';
import type { LimitVerdict } from '#lib/access/limits.ts';
import type { Operation } from '#lib/access/operation.ts';
import type { Permission } from '#lib/access/permissions.ts';
import { keyScopes } from '#lib/access/permissions.ts';
import { trialPlan } from '#lib/access/plans.ts';
import type { Principal, UserPrincipal } from '#lib/access/principal.ts';
import type { CookieToSet, RequestMeta } from '#lib/access/request.ts';
import type { Role } from '#lib/access/roles.ts';
import { type ErrorCode, type HoldfastError, isHoldfastError } from '#lib/platform/errors.ts';
import { newId } from '#lib/platform/ids.ts';
import { runtime } from '#lib/runtime.ts';

export const anonymous: Principal = { kind: 'anonymous' };
export const operator: Principal = { kind: 'operator', orgId: null };

/** What the operation told its door beside its output. */
export interface RecordedAnswer {
  readonly cookies: Map<string, CookieToSet>;
  readonly limits: LimitVerdict[];
  /** Whether it was the answer of an earlier request with the same `Idempotency-Key`. */
  replayed: boolean;
}

export interface CallOptions {
  readonly request?: Partial<RequestMeta>;
  /** Filled by the call. */
  readonly answer?: RecordedAnswer;
}

export function recordedAnswer(): RecordedAnswer {
  return { cookies: new Map(), limits: [], replayed: false };
}

/** Runs an operation the way every door does, for a proven principal. */
export function call<Input extends z.ZodType, Output extends z.ZodType>(
  op: Operation<Input, Output>,
  principal: Principal,
  input: unknown = {},
  options: CallOptions = {},
): Promise<z.output<Output>> {
  const answer = options.answer ?? recordedAnswer();
  const made: Call = {
    principal,
    input,
    request: {
      requestId: newId('req'),
      door: 'api',
      address: '203.0.113.7',
      userAgent: 'tests',
      cookies: new Map(),
      body: null,
      ...options.request,
    },
    answer: {
      setCookie: (cookie) => answer.cookies.set(cookie.name, cookie),
      noteLimit: (verdict) => answer.limits.push(verdict),
      noteReplay: () => {
        answer.replayed = true;
      },
    },
  };
  return execute(op, made);
}

/** The error of a call that must be refused. */
export async function refused(attempt: Promise<unknown>, code: ErrorCode): Promise<HoldfastError> {
  let outcome: unknown;
  try {
    outcome = await attempt;
  } catch (error) {
    if (isHoldfastError(error) && error.code === code) return error;
    throw error;
  }
  throw new Error(`expected ${code}, got ${JSON.stringify(outcome)}`);
}

/** An organisation with its database, and one member in the given role. */
export interface TestOrganization {
  readonly orgId: string;
  readonly slug: string;
  readonly owner: UserPrincipal;
}

/** Makes an organisation whose owner is signed in to it. Names must differ by more than letter case. */
export async function createTestOrganization(name = 'Acme', plan: string = trialPlan): Promise<TestOrganization> {
  const orgId = newId('org');
  const slug = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  await runtime().tenancy.provision({ id: orgId, slug, name, plan });
  return { orgId, slug, owner: await createTestMember(orgId, 'owner') };
}

/** A new person with a live session in the organisation. */
export async function createTestMember(orgId: string, role: Role, email?: string): Promise<UserPrincipal> {
  const userId = newId('usr');
  const sessionId = newId('ses');
  const address = email ?? `${userId.toLowerCase()}@example.com`;
  const at = runtime().clock.now().toISOString();
  await runtime().tenancy.control.write(async (tx) => {
    await tx.run(
      'INSERT INTO User (id, email, name, emailVerifiedAt, createdAt, updatedAt) VALUES (?, ?, ?, ?, ?, ?)',
      [userId, address, 'Test Person', at, at, at],
    );
    await tx.run('INSERT INTO Membership (id, orgId, userId, role, createdAt, updatedAt) VALUES (?, ?, ?, ?, ?, ?)', [
      newId('mem'),
      orgId,
      userId,
      role,
      at,
      at,
    ]);
    await tx.run(
      `INSERT INTO Session (id, userId, orgId, method, createdAt, lastSeenAt, idleExpiresAt, expiresAt, renewalHash)
       VALUES (?, ?, ?, 'email', ?, ?, ?, ?, ?)`,
      [sessionId, userId, orgId, at, at, '9999-01-01T00:00:00.000Z', '9999-01-01T00:00:00.000Z', new Uint8Array(32)],
    );
  });
  return {
    kind: 'user',
    userId,
    email: address,
    name: 'Test Person',
    sessionId,
    signedInAt: at,
    factor: null,
    membership: { orgId, role },
  };
}

/** The id of what makes the person a member of the one organisation that they belong to. */
export async function membershipOf({ userId }: { readonly userId: string }): Promise<string> {
  const rows = await runtime().tenancy.control.all<{ id: string }>('SELECT id FROM Membership WHERE userId = ?', [
    userId,
  ]);
  if (rows.length !== 1) throw new Error(`${rows.length} memberships of ${userId}`);
  return rows[0]?.id ?? '';
}

/** The same person, who has just signed in again: for what asks for a fresh sign-in, after the clock was moved. */
export function justSignedIn(person: UserPrincipal): UserPrincipal {
  return { ...person, signedInAt: runtime().clock.now().toISOString() };
}

/** An API key of the organisation as the door would have proven it; no row stands behind it. */
export function keyPrincipal(orgId: string, scopes: readonly Permission[] = keyScopes): Principal {
  return { kind: 'key', keyId: newId('key'), name: 'Test key', orgId, scopes: new Set(scopes) };
}
