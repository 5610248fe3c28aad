import { deriveKey, hmacSha256 } from '../../platform/crypto/digest.ts';
import type { Secrets } from '../../platform/secrets.ts';

/** Stands for an address in the audit log: the same for the same address, and no way back to it without our secret. */
export function mailboxTag(secrets: Pick<Secrets, 'authSecret'>, email: string): string {
  const key = deriveKey(secrets.authSecret, 'holdfast/mailbox-tag/v1');
  return hmacSha256(key, email).toString('base64url').slice(0, 22);
}
