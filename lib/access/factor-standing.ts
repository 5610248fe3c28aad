import type { SqlReader } from '../platform/db/types.ts';
import { fail } from '../platform/errors.ts';
import type { BaseContext } from '../tenancy/context.ts';
import { requireFreshSignIn } from './fresh-sign-in.ts';
import { organizationOf, type Principal, type UserPrincipal } from './principal.ts';

/** How long after giving a factor a person may do what asks for one, in seconds. */
export const givenFactorSeconds = 300;

/** How far two clocks, or one that was corrected, may be apart. */
const clockGraceSeconds = 60;

/** What is true of a person's second factors this very moment, as one organisation (or none) sees it. */
export interface FactorStanding {
  /** Whether they have one that can be asked for. Recovery codes alone are none. */
  readonly enrolled: boolean;
  /** Whether the organisation needs them to have one. */
  readonly demanded: boolean;
  /** By when: ISO 8601. Null where nobody has set a date yet. */
  readonly dueAt: string | null;
  /** Until when nothing of how they sign in can be changed: ISO 8601. */
  readonly frozenUntil: string | null;
}

interface StandingRow {
  readonly enrolled: number;
  readonly demanded: number;
  readonly dueAt: string | null;
  readonly frozenUntil: string | null;
}

/** Read from the database for this very call: a factor that was removed a moment ago is no factor. */
export async function readFactorStanding(db: SqlReader, userId: string, orgId: string | null): Promise<FactorStanding> {
  const row = await db.get<StandingRow>(
    `SELECT u.frozenUntil,
            EXISTS (SELECT 1 FROM Passkey p WHERE p.userId = u.id)
              OR EXISTS (SELECT 1 FROM TotpFactor t WHERE t.userId = u.id AND t.confirmedAt IS NOT NULL) AS enrolled,
            coalesce(m.role IN ('owner', 'admin') OR o.factorRequiredOf = 'everybody', 0) AS demanded,
            m.factorDueAt AS dueAt
       FROM User u
       LEFT JOIN Membership m ON m.userId = u.id AND m.orgId = ?
       LEFT JOIN Organization o ON o.id = m.orgId
      WHERE u.id = ?`,
    [orgId, userId],
  );
  if (!row) throw fail('unauthorized', { detail: 'the account is gone' });
  return {
    enrolled: row.enrolled === 1,
    demanded: row.demanded === 1,
    dueAt: row.dueAt,
    frozenUntil: row.frozenUntil,
  };
}

/** Whether the organisation waits for a second factor no longer. */
export function isOverdue(standing: FactorStanding, now: Date): boolean {
  return standing.demanded && !standing.enrolled && standing.dueAt !== null && standing.dueAt <= now.toISOString();
}

/** Whether somebody has reported a change of the account as not the person's own, a short time ago. */
export function isFrozen({ frozenUntil }: Pick<FactorStanding, 'frozenUntil'>, now: Date): boolean {
  return frozenUntil !== null && frozenUntil > now.toISOString();
}

/** Whether the person gave a factor within the last five minutes. */
export function isFreshFactor({ factor }: Pick<UserPrincipal, 'factor'>, now: Date): boolean {
  if (factor === null) return false;
  const ageSeconds = (now.getTime() - Date.parse(factor.at)) / 1_000;
  // A clock that was set back must not keep a factor fresh for as long as that.
  return ageSeconds >= -clockGraceSeconds && ageSeconds <= givenFactorSeconds;
}

/**
 * Lets nobody do anything in an organisation that needs them to have a second factor, once their time to add one is over; nor
 * anybody whose account is held and has no second factor: what speaks for them then is a mailbox, and whoever reads it could
 * have reported the factor away. CLAIMS I11.
 * @throws `factor_required` with `reason: enrol`; `account_frozen`.
 */
export async function requireEnrolment(db: SqlReader, principal: Principal, now: Date): Promise<void> {
  const person = personOf(principal);
  if (person === null) return;
  const standing = await readFactorStanding(db, person.userId, person.orgId);
  if (!standing.enrolled && isFrozen(standing, now)) {
    throw fail('account_frozen', {
      message:
        'Somebody reported a change of this account as not theirs: without a second factor it opens nothing for now.',
    });
  }
  if (!isOverdue(standing, now)) return;
  throw fail('factor_required', {
    message: 'This organisation needs you to have a second factor. Add one to your account, then go on.',
    extension: { reason: 'enrol' },
  });
}

/**
 * For what gives much away or changes who may do what: a person who has a second factor must have given one within the last
 * five minutes, and one who has none must have signed in within the last ten. The command line has the data folder and is let
 * through; keys, clients and others are not. CLAIMS I11; ASVS 5.0, 7.5.1 and 7.5.3.
 *
 * @throws `factor_required` with `reason: step_up`; `fresh_sign_in_required`; `account_frozen`; `forbidden` when no person asks.
 */
export async function requireFactor(ctx: Pick<BaseContext, 'principal' | 'now' | 'factorStanding'>): Promise<void> {
  const { principal } = ctx;
  if (principal.kind !== 'user') return requireFreshSignIn(ctx);
  const now = ctx.now();
  const standing = await ctx.factorStanding(principal);
  if (isFrozen(standing, now)) throw fail('account_frozen');
  if (standing.enrolled) {
    if (isFreshFactor(principal, now)) return;
    throw fail('factor_required', { extension: { reason: 'step_up', freshSeconds: givenFactorSeconds } });
  }
  requireFreshSignIn(ctx);
}

/** The person behind a session, or behind a client that acts for them. */
function personOf(principal: Principal): { readonly userId: string; readonly orgId: string } | null {
  const orgId = organizationOf(principal);
  return orgId !== null && 'userId' in principal ? { userId: principal.userId, orgId } : null;
}
