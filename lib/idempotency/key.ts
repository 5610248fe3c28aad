import { fail } from '../platform/errors.ts';

/** The name of the request's header (draft-ietf-httpapi-idempotency-key-header-07). */
export const idempotencyHeader = 'Idempotency-Key';

export const idempotencyKeyCharsMax = 255;

/** Visible ASCII. */
const keyShape = new RegExp(`^[\\x21-\\x7e]{1,${idempotencyKeyCharsMax}}$`);
/** A string of a structured field (RFC 9651, section 3.3.3): only quotes and backslashes are escaped. */
const quotedShape = /^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/;

/**
 * The key in the header's value: a structured-field string, as the draft has it, or the bare text that most clients
 * send. `"a"` and `a` are one key.
 * @throws `invalid_input` naming the header.
 */
export function parseIdempotencyKey(value: string): string {
  const text = value.trim();
  const quoted = quotedShape.exec(text)?.[1]?.replace(/\\(.)/g, '$1');
  const key = quoted ?? (text.startsWith('"') ? '' : text);
  if (keyShape.test(key)) return key;
  throw fail('invalid_input', {
    problems: [
      {
        path: idempotencyHeader,
        message: `1 to ${idempotencyKeyCharsMax} visible ASCII characters, for example a random UUID`,
      },
    ],
  });
}
