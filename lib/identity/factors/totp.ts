import { Secret, TOTP } from 'otpauth';
import { seal, unseal } from '../../platform/crypto/aead.ts';
import { deriveKey } from '../../platform/crypto/digest.ts';
import type { Secrets } from '../../platform/secrets.ts';

/** What authenticator apps agree on: six digits, thirty seconds, SHA-1 (RFC 6238; the key is random, so SHA-1 is sound in HMAC). */
const periodSeconds = 30;
const digits = 6;
/** RFC 4226, section 4: 160 bits recommended. */
const secretBytes = 20;
/** One step to either side: a clock that is half a minute off, or a slow typist. RFC 6238, section 5.2. */
const windowSteps = 1;

/** The version of the sealing key, kept with what it sealed. */
export const totpKeyVersion = 1;

export function newTotpSecret(): Uint8Array {
  return new Uint8Array(new Secret({ size: secretBytes }).buffer);
}

/** What an app is shown: for a QR code, and as letters to type. */
export function totpOffer(secret: Uint8Array, email: string): { readonly uri: string; readonly text: string } {
  const totp = totpOf(secret, email);
  return { uri: totp.toString(), text: totp.secret.base32.replace(/(.{4})(?=.)/g, '$1 ') };
}

/** The time step that the code is of, or null when it is of none that counts now. The caller uses the step up. */
export function totpStepOf(secret: Uint8Array, code: string, now: Date): number | null {
  const delta = totpOf(secret, '').validate({ token: code, timestamp: now.getTime(), window: windowSteps });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / periodSeconds) + delta;
}

/** The six digits, however they were typed: with spaces or dashes, or in full width. Null when they are none. */
export function plainTotpCode(typed: string): string | null {
  const plain = typed.normalize('NFKC').replace(/[\s\p{Dash}]/gu, '');
  return /^[0-9]{6}$/.test(plain) ? plain : null;
}

/** Sealed under a key of the installation, for this person alone: moved to another's row it does not open. */
export function sealTotpSecret(secrets: Pick<Secrets, 'masterKey'>, userId: string, secret: Uint8Array): Uint8Array {
  return seal(sealingKey(secrets), secret, contextOf(userId));
}

/** @throws `internal` when it was sealed for somebody else, under another key, or was changed. */
export function openTotpSecret(secrets: Pick<Secrets, 'masterKey'>, userId: string, sealed: Uint8Array): Uint8Array {
  return unseal(sealingKey(secrets), sealed, contextOf(userId));
}

function sealingKey({ masterKey }: Pick<Secrets, 'masterKey'>): Uint8Array {
  return deriveKey(masterKey, 'holdfast/v1/control/totp');
}

function contextOf(userId: string): string {
  return `holdfast/totp/v${totpKeyVersion} ${userId}`;
}

function totpOf(secret: Uint8Array, email: string): TOTP {
  const buffer = new ArrayBuffer(secret.byteLength);
  new Uint8Array(buffer).set(secret);
  return new TOTP({
    issuer: 'Holdfast',
    label: email,
    algorithm: 'SHA1',
    digits,
    period: periodSeconds,
    secret: new Secret({ buffer }),
  });
}
