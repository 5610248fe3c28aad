import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { deriveKey } from './crypto/digest.ts';
import { fail } from './errors.ts';

/** What a cursor belongs to. It opens for exactly this, and for nothing else. */
export interface CursorBinding {
  readonly orgId: string;
  /** The name of the listing operation. */
  readonly list: string;
  /** The filters and the order, in one canonical text. */
  readonly query: string;
}

const nonceBytes = 12;
const tagBytes = 16;

/**
 * A place in a list, as opaque text for `nextCursor`: AES-256-GCM under a key derived from `secret`, the binding as
 * associated data. The place may hold a person's name; sealed, it does not show in addresses and logs.
 */
export function sealCursor(secret: Uint8Array, binding: CursorBinding, place: unknown): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', cursorKey(secret), nonce);
  cipher.setAAD(associatedData(binding));
  const sealed = Buffer.concat([nonce, cipher.update(JSON.stringify(place), 'utf8'), cipher.final()]);
  return Buffer.concat([sealed, cipher.getAuthTag()]).toString('base64url');
}

/**
 * The place that {@link sealCursor} was given for the same binding.
 * @throws `invalid_cursor` for every other text: changed, made up, of another organisation, list, filter or order.
 */
export function openCursor(secret: Uint8Array, binding: CursorBinding, cursor: string): unknown {
  const bytes = Buffer.from(cursor, 'base64url');
  // Node decodes leniently; one text a cursor keeps it comparable.
  if (bytes.length <= nonceBytes + tagBytes || bytes.toString('base64url') !== cursor) throw fail('invalid_cursor');
  const decipher = createDecipheriv('aes-256-gcm', cursorKey(secret), bytes.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(associatedData(binding));
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  try {
    const opened = Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]);
    return JSON.parse(opened.toString('utf8')) as unknown;
  } catch (cause) {
    throw fail('invalid_cursor', { cause });
  }
}

function cursorKey(secret: Uint8Array): Buffer {
  return deriveKey(secret, 'holdfast/cursor/v1');
}

function associatedData(binding: CursorBinding): Buffer {
  return Buffer.from(JSON.stringify([binding.orgId, binding.list, binding.query]), 'utf8');
}
