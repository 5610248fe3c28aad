import { auditOf, recordAuditIn } from '../../access/audit.ts';
import type { SqlWriter } from '../../platform/db/types.ts';
import { normalizeEmail } from '../../platform/email-address.ts';
import type { PublicContext } from '../../tenancy/context.ts';
import { confirmLinkPath } from '../links.ts';
import { PersonName } from '../schema.ts';
import { type Entered, enterOrAsk, type FactorAsked } from '../sign-in/enter.ts';
import { createUser, findUser, findUserByEmail, type UserRow } from '../users.ts';
import { holderOf, insertLink } from './account-links.ts';
import { pendingLinkCookie } from './pending-link.ts';

/** The claims of an ID token whose signature, issuer, audience, nonce and end have been verified. */
export interface ProvenIdentity {
  readonly issuer: string;
  readonly subject: string;
  readonly email: unknown;
  readonly emailVerified: unknown;
  /** The Google Workspace or Cloud domain that the account belongs to. */
  readonly hostedDomain: unknown;
  /** `iat`, in seconds. */
  readonly issuedAt: unknown;
  readonly name: unknown;
}

/** Why an identity opens no account, as the sign-in page is told. None of them says more than its holder knows. */
export type GoogleRefusal = 'link-required' | 'unverified-email' | 'other-account' | 'wrong-issuer' | 'failed';

export type GoogleSignIn =
  | { readonly state: 'entered'; readonly entered: Entered | FactorAsked }
  /** Who is signed in has to confirm first, there; nothing is linked yet, and their session is as it was. */
  | { readonly state: 'confirm'; readonly path: string }
  | { readonly state: 'refused'; readonly refusal: GoogleRefusal };

/** How far the provider's clock and ours may be apart, in seconds. */
const clockGraceSeconds = 300;

const googleIssuer = 'https://accounts.google.com';

/**
 * Signs in by a proven identity. Accounts are found by issuer and subject, never by address: an address that already has
 * an account is linked only once its holder, signed in by other means, has confirmed it. An address without one gets an
 * account, when the provider has verified it and speaks for it. CLAIMS I1; ASVS 5.0, 6.8.1 and 6.8.2.
 */
export async function signInWithGoogle(
  ctx: PublicContext,
  identity: ProvenIdentity,
  redirectTo: string | null,
): Promise<GoogleSignIn> {
  return ctx.control.write(async (tx) => {
    const event = { ...auditOf(ctx), action: 'auth.google' } as const;
    const found = await userOf(tx, ctx, identity);
    if (typeof found === 'string') {
      await recordAuditIn(tx, { ...event, outcome: 'refused', reason: found });
      return { state: 'refused', refusal: found };
    }
    if ('confirm' in found) {
      const { services, now } = ctx;
      ctx.answer.setCookie(pendingLinkCookie(services, found.confirm.userId, found.confirm.proven, now()));
      await recordAuditIn(tx, { ...event, outcome: 'ok', detail: { awaits: 'confirmation' } });
      return { state: 'confirm', path: confirmLinkPath };
    }
    const entered = await enterOrAsk(tx, ctx, found.user, { method: 'google', redirectTo });
    const orgId = entered.organization?.id ?? null;
    const detail = entered.session === null ? { awaits: 'factor' } : {};
    await recordAuditIn(tx, { ...event, outcome: 'ok', actor: found.user.id, orgId, detail });
    return { state: 'entered', entered };
  });
}

interface Unconfirmed {
  readonly userId: string;
  readonly proven: { readonly issuer: string; readonly subject: string; readonly email: string };
}

async function userOf(
  tx: SqlWriter,
  ctx: PublicContext,
  identity: ProvenIdentity,
): Promise<{ readonly user: UserRow } | { readonly confirm: Unconfirmed } | GoogleRefusal> {
  const { issuer, subject } = identity;
  const now = ctx.now();
  if (issuer !== ctx.services.env.GOOGLE_ISSUER) return 'wrong-issuer';
  // The library behind next-auth looks at `exp` and not at whether `iat` has come yet.
  if (typeof identity.issuedAt !== 'number' || identity.issuedAt > now.getTime() / 1_000 + clockGraceSeconds) {
    return 'failed';
  }
  if (subject === '') return 'failed';
  const holderId = await holderOf(tx, { issuer, subject });
  const known = holderId === undefined ? undefined : await findUser(tx, holderId);
  if (known) return { user: known };

  const email = typeof identity.email === 'string' ? normalizeEmail(identity.email) : null;
  if (identity.emailVerified !== true || email === null) return 'unverified-email';
  const sameAddress = await findUserByEmail(tx, email);
  if (ctx.principal.kind === 'user') {
    const { userId } = ctx.principal;
    return sameAddress?.id === userId ? { confirm: { userId, proven: { issuer, subject, email } } } : 'other-account';
  }
  if (sameAddress || !speaksFor(issuer, email, identity.hostedDomain)) return 'link-required';
  const name = PersonName.safeParse(identity.name).data ?? null;
  const user = await createUser(tx, { email, name, verifiedAt: now.toISOString(), now });
  await insertLink(tx, user.id, identity, now);
  return { user };
}

/**
 * Whether the provider's word proves who has the mailbox today. Google's does for its own mailboxes and those of Workspace
 * domains; of all others it knows that somebody had them once, so that they come by mail first (Google, "Verify the Google ID
 * token": `email_verified` and `hd`). Who configures another provider says that it speaks for its addresses.
 */
export function speaksFor(issuer: string, email: string, hostedDomain: unknown): boolean {
  if (issuer !== googleIssuer) return true;
  return /@(?:gmail|googlemail)\.com$/.test(email) || (typeof hostedDomain === 'string' && hostedDomain !== '');
}
