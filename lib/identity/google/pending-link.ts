import { z } from 'zod';
import type { CookieToSet, RequestMeta } from '../../access/request.ts';
import { isoAfter } from '../../platform/clock.ts';
import { seal, unseal } from '../../platform/crypto/aead.ts';
import { deriveKey } from '../../platform/crypto/digest.ts';
import { isHoldfastError } from '../../platform/errors.ts';
import type { Secrets } from '../../platform/secrets.ts';
import { linkCookieName } from '../session-cookies.ts';

/** How long somebody has to confirm, in seconds. */
export const linkSeconds = 600;

const charsMax = 4_096;

const Pending = z.strictObject({
  issuer: z.string(),
  subject: z.string(),
  email: z.string(),
  expiresAt: z.string(),
});

/** An identity at a provider that was proven in this browser, and waits for its holder to say that it is theirs. */
export type PendingLink = z.output<typeof Pending>;

type Origin = { readonly origin: string; readonly secrets: Pick<Secrets, 'authSecret'> };

/**
 * Keeps a proven identity in the browser that proved it, sealed for the person who was signed in there: nobody else's session
 * opens it, and nothing is written before they confirm.
 */
export function pendingLinkCookie(
  { origin, secrets }: Origin,
  userId: string,
  proven: Omit<PendingLink, 'expiresAt'>,
  now: Date,
): CookieToSet {
  const pending: PendingLink = { ...proven, expiresAt: isoAfter(now, linkSeconds) };
  const value = seal(keyOf(secrets), Buffer.from(JSON.stringify(pending)), userId).toString('base64url');
  return { name: linkCookieName(origin), value, maxAgeSeconds: linkSeconds, sameSite: 'lax' };
}

export function clearedPendingLink(origin: string): CookieToSet {
  return { name: linkCookieName(origin), value: '', maxAgeSeconds: 0, sameSite: 'lax' };
}

/** What waits in this browser for this person; null when nothing does any more. */
export function pendingLinkOf(
  { origin, secrets }: Origin,
  request: Pick<RequestMeta, 'cookies'>,
  userId: string,
  now: Date,
): PendingLink | null {
  const value = request.cookies.get(linkCookieName(origin));
  if (value === undefined || value.length > charsMax) return null;
  try {
    const text = unseal(keyOf(secrets), Buffer.from(value, 'base64url'), userId).toString('utf8');
    const pending = Pending.parse(JSON.parse(text));
    return pending.expiresAt > now.toISOString() ? pending : null;
  } catch (error) {
    if (isHoldfastError(error)) return null;
    throw error;
  }
}

function keyOf(secrets: Pick<Secrets, 'authSecret'>): Buffer {
  return deriveKey(secrets.authSecret, 'holdfast/pending-link/v1');
}
