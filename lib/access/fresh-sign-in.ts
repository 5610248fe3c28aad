import { fail } from '../platform/errors.ts';
import type { BaseContext } from '../tenancy/context.ts';
import type { UserPrincipal } from './principal.ts';

/** How long after signing in a person may still do what cannot be undone. */
export const freshSignInSeconds = 600;

/** How far two clocks, or one that was corrected, may be apart. */
const clockGraceSeconds = 60;

/**
 * For what cannot be undone or gives everything away: a person must have signed in within the last ten minutes, so that a
 * session left open on a desk is not enough. The command line has the data folder and is let through; keys and others are
 * not. ASVS 5.0, 7.5.3.
 * @throws `fresh_sign_in_required`; `forbidden` when no person asks.
 */
export function requireFreshSignIn(ctx: Pick<BaseContext, 'principal' | 'now'>): void {
  const { principal } = ctx;
  if (principal.kind === 'operator') return;
  if (principal.kind !== 'user') throw fail('forbidden', { detail: 'only a person can sign in freshly' });
  if (!isFreshSignIn(principal, ctx.now())) {
    throw fail('fresh_sign_in_required', { extension: { freshSeconds: freshSignInSeconds } });
  }
}

/** Whether the person has proven who they are within the last ten minutes. */
export function isFreshSignIn({ signedInAt }: Pick<UserPrincipal, 'signedInAt'>, now: Date): boolean {
  const ageSeconds = (now.getTime() - Date.parse(signedInAt)) / 1_000;
  // A clock that was set back must not keep a sign-in fresh for as long as that.
  return ageSeconds >= -clockGraceSeconds && ageSeconds <= freshSignInSeconds;
}
