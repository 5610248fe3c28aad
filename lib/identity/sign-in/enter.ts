import type { z } from 'zod';
import type { GivenFactor } from '../../access/principal.ts';
import type { SqlWriter } from '../../platform/db/types.ts';
import { runtime } from '../../runtime.ts';
import type { BaseContext } from '../../tenancy/context.ts';
import { challengeSeconds, issueChallenge } from '../factors/challenge-store.ts';
import { hasFactor } from '../factors/factor-store.ts';
import { consolePath, factorPath, organizationsPath } from '../links.ts';
import { lastOrganizationOf, type OrganizationOfPerson, organizationsOf } from '../memberships.ts';
import { firstSegment } from '../redirect-path.ts';
import type { FirstStepDone, SignedIn } from '../schema.ts';
import { browserCookie, factorCookie } from '../session-cookies.ts';
import { endSession } from '../session-store.ts';
import { answerWithSession, type OpenedSession, openSession, type SignInMethod } from '../sessions.ts';
import type { UserRow } from '../users.ts';

type Entering = Pick<BaseContext, 'principal' | 'request' | 'answer' | 'services' | 'now'>;

/** A person who has proven themselves, with the session that is theirs once the write is committed. */
export interface Entered {
  readonly user: UserRow;
  readonly session: OpenedSession;
  readonly organization: OrganizationOfPerson | null;
  readonly redirectTo: string;
}

/**
 * Opens a session for a proven person, inside the caller's write. It starts in the organisation that `redirectTo` names
 * if they belong to it, else in the one they were in last, else in their only one. A session that the browser had before
 * ends: nothing of it lives on in the new one.
 */
export async function enter(
  tx: SqlWriter,
  ctx: Entering,
  user: UserRow,
  how: { readonly method: SignInMethod; readonly redirectTo: string | null; readonly factor?: GivenFactor | null },
): Promise<Entered> {
  const now = ctx.now();
  if (ctx.principal.kind === 'user') {
    await endSession(tx, ctx.principal.userId, ctx.principal.sessionId, now.toISOString());
  }
  const organization = await startingOrganization(tx, user.id, how.redirectTo);
  const session = await openSession(
    tx,
    {
      userId: user.id,
      membership: organization && { orgId: organization.id, role: organization.role },
      method: how.method,
      factor: how.factor ?? null,
    },
    { env: ctx.services.env, request: ctx.request, now },
  );
  const start = organization ? consolePath(organization.slug) : organizationsPath;
  return { user, session, organization, redirectTo: how.redirectTo ?? start };
}

async function startingOrganization(
  tx: SqlWriter,
  userId: string,
  redirectTo: string | null,
): Promise<OrganizationOfPerson | null> {
  const mine = await organizationsOf(tx, userId);
  const named = redirectTo === null ? null : firstSegment(redirectTo);
  const last = await lastOrganizationOf(tx, userId);
  const only = mine.length === 1 ? mine[0] : undefined;
  return mine.find((org) => org.slug === named) ?? mine.find((org) => org.id === last) ?? only ?? null;
}

/** A person whose second factor is still to be given: nobody is signed in, and nothing of the account can be read. */
export interface FactorAsked {
  readonly user: UserRow;
  readonly session: null;
  readonly organization: null;
  readonly redirectTo: typeof factorPath;
  /** For the cookie by which this browser alone may answer. */
  readonly token: string;
}

/**
 * Opens a session for a person who proved their mailbox or an account at a provider; who has a second factor is asked for that
 * first, and has no session before. CLAIMS I11.
 */
export async function enterOrAsk(
  tx: SqlWriter,
  ctx: Entering,
  user: UserRow,
  how: { readonly method: 'email' | 'google'; readonly redirectTo: string | null },
): Promise<Entered | FactorAsked> {
  if (!(await hasFactor(tx, user.id))) return enter(tx, ctx, user, how);
  const token = await issueChallenge(tx, {
    purpose: 'second-factor',
    userId: user.id,
    browserHash: null,
    method: how.method,
    redirectTo: how.redirectTo,
    now: ctx.now(),
  });
  return { user, session: null, organization: null, redirectTo: factorPath, token };
}

/** Hands the browser its session, or the right to answer for a factor, and says where to go. The write must be committed. */
export async function answerEntry(
  ctx: Entering,
  entry: Entered | FactorAsked,
): Promise<z.output<typeof FirstStepDone>> {
  if (entry.session !== null) return answerEntered(ctx, entry);
  ctx.answer.setCookie(factorCookie(ctx.services.origin, entry.token, challengeSeconds));
  ctx.answer.setCookie(browserCookie(ctx.services.origin, '', 0));
  return { redirectTo: entry.redirectTo, user: null, organization: null };
}

/** Hands the browser its session, and says where to go. The write of {@link enter} must be committed. */
export async function answerEntered(ctx: Entering, entered: Entered): Promise<z.output<typeof SignedIn>> {
  await answerWithSession(runtime(), ctx.answer, entered.session);
  ctx.answer.setCookie(browserCookie(ctx.services.origin, '', 0));
  const { user, organization, redirectTo } = entered;
  return {
    redirectTo,
    user: { id: user.id, email: user.email, name: user.name },
    organization: organization && {
      id: organization.id,
      slug: organization.slug,
      name: organization.name,
      plan: organization.plan,
    },
  };
}
