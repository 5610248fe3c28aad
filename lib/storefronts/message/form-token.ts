import { createHmac, randomBytes } from 'node:crypto';
import { equalBytes } from '../../platform/crypto/digest.ts';

/*
 * A form says when it was shown by a token of ours, so that a sender cannot say so themselves. It is a soft sign alone:
 * a form that nobody could have filled in so fast is looked at by a person, never refused.
 */

/** Nobody types a name, an address and a message in less. */
export const humanSecondsMin = 3;

const tagBytes = 12;
/** Time in base 36, a random part that tells two forms of one instant apart, and the tag. */
const shape = /^([0-9a-z]{1,11})\.([\w-]{8})\.([\w-]{16})$/;

/** The token of a form that is shown now. */
export function newFormToken(secret: Uint8Array, slug: string, now: Date): string {
  const begun = `${now.getTime().toString(36)}.${randomBytes(6).toString('base64url')}`;
  return `${begun}.${tagOf(secret, slug, begun).toString('base64url')}`;
}

/** Whether the form was sent sooner than people type, or says when it was shown in a way that is not ours. */
export function sentInHaste(secret: Uint8Array, slug: string, token: string, now: Date): boolean {
  const parts = shape.exec(token);
  if (parts === null) return true;
  const [, time = '', nonce = '', tag = ''] = parts;
  if (!equalBytes(Buffer.from(tag, 'base64url'), tagOf(secret, slug, `${time}.${nonce}`))) return true;
  return now.getTime() - Number.parseInt(time, 36) < humanSecondsMin * 1_000;
}

function tagOf(secret: Uint8Array, slug: string, begun: string): Buffer {
  return createHmac('sha256', secret)
    .update(`holdfast/contact-form/v1\n${slug}\n${begun}`)
    .digest()
    .subarray(0, tagBytes);
}
