import type { RequestMeta } from '../../access/request.ts';
import { deriveKey, equalBytes, hmacSha256, randomToken } from '../../platform/crypto/digest.ts';
import type { Secrets } from '../../platform/secrets.ts';
import { deviceCookieName } from '../session-cookies.ts';

/** How long a browser is remembered: as long as browsers keep a cookie (RFC 6265bis, section 5.5), in seconds. */
export const deviceSeconds = 400 * 86_400;

const wellFormed = /^([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/;

/** A mark for this browser as one in which this person gave a factor. Nobody makes one without our secret. */
export function newDeviceMark(secrets: Pick<Secrets, 'authSecret'>, userId: string): string {
  const random = randomToken(16);
  return `${random}.${proofOf(secrets, userId, random).toString('base64url')}`;
}

/** What the browser is counted as; null for one in which this person never gave a factor. */
export function knownDeviceOf(
  host: { readonly origin: string; readonly secrets: Pick<Secrets, 'authSecret'> },
  request: Pick<RequestMeta, 'cookies'>,
  userId: string,
): string | null {
  const [, random = '', proof = ''] = wellFormed.exec(request.cookies.get(deviceCookieName(host.origin)) ?? '') ?? [];
  const genuine = equalBytes(Buffer.from(proof, 'base64url'), proofOf(host.secrets, userId, random));
  return genuine ? random : null;
}

function proofOf({ authSecret }: Pick<Secrets, 'authSecret'>, userId: string, random: string): Buffer {
  return hmacSha256(deriveKey(authSecret, 'holdfast/known-device/v1'), `${userId} ${random}`);
}
