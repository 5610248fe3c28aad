import { fail } from '../platform/errors.ts';
import type { BaseContext } from '../tenancy/context.ts';

/** How long after signing in a person may still do what cannot be undone. */
export const freshSignInSeconds = 600;

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
  const ageMs = ctx.now().getTime() - Date.parse(principal.signedInAt);
  if (!(ageMs <= freshSignInSeconds * 1_000)) {
    throw fail('fresh_sign_in_required', { extension: { freshSeconds: freshSignInSeconds } });
  }
}
