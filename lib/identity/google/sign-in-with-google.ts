import { auditOf, recordAuditIn } from '../../access/audit.ts';
import type { SqlWriter } from '../../platform/db/types.ts';
import { normalizeEmail } from '../../platform/email-address.ts';
import { newId } from '../../platform/ids.ts';
import type { PublicContext } from '../../tenancy/context.ts';
import { PersonName } from '../schema.ts';
import { type Entered, enterOrAsk, type FactorAsked } from '../sign-in/enter.ts';
import { createUser, findUser, findUserByEmail, type UserRow } from '../users.ts';

/** The claims of an ID token whose signature, issuer, audience, nonce and times have been verified. */
export interface ProvenIdentity {
  readonly issuer: string;
  readonly subject: string;
  readonly email: unknown;
  readonly emailVerified: unknown;
  readonly name: unknown;
}

/** Why an identity opens no account, as the sign-in page is told. None of them says more than its holder knows. */
export type GoogleRefusal = 'link-required' | 'unverified-email' | 'other-account' | 'wrong-issuer' | 'failed';

export type GoogleSignIn =
  | { readonly ok: true; readonly entered: Entered | FactorAsked }
  | { readonly ok: false; readonly refusal: GoogleRefusal };

/**
 * Signs in by a proven identity. Accounts are found by issuer and subject, never by address: an address that already has
 * an account is linked only while its holder is signed in by other means. An address without one gets an account, when
 * the provider has verified it.
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
      return { ok: false, refusal: found };
    }
    const entered = await enterOrAsk(tx, ctx, found, { method: 'google', redirectTo });
    const orgId = entered.organization?.id ?? null;
    await recordAuditIn(tx, { ...event, outcome: 'ok', actor: found.id, orgId });
    return { ok: true, entered };
  });
}

async function userOf(tx: SqlWriter, ctx: PublicContext, identity: ProvenIdentity): Promise<UserRow | GoogleRefusal> {
  if (identity.issuer !== ctx.services.env.GOOGLE_ISSUER) return 'wrong-issuer';
  const linked = await tx.get<{ userId: string }>('SELECT userId FROM Account WHERE issuer = ? AND subject = ?', [
    identity.issuer,
    identity.subject,
  ]);
  const known = linked && (await findUser(tx, linked.userId));
  if (known) return known;

  const email = typeof identity.email === 'string' ? normalizeEmail(identity.email) : null;
  if (identity.emailVerified !== true || email === null) return 'unverified-email';
  const holder = await findUserByEmail(tx, email);
  const signedIn = ctx.principal.kind === 'user' ? ctx.principal.userId : null;
  if (signedIn !== null && holder?.id !== signedIn) return 'other-account';
  if (holder && signedIn === null) return 'link-required';
  const now = ctx.now();
  const name = PersonName.safeParse(identity.name).data ?? null;
  const user = holder ?? (await createUser(tx, { email, name, verifiedAt: now.toISOString(), now }));
  await tx.run('INSERT INTO Account (id, userId, issuer, subject, createdAt) VALUES (?, ?, ?, ?, ?)', [
    newId('acc'),
    user.id,
    identity.issuer,
    identity.subject,
    now.toISOString(),
  ]);
  return user;
}
