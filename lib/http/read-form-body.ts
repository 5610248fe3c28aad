import { fail } from '../platform/errors.ts';
import type { ApiRequest } from './api-message.ts';
import { readBytes } from './read-body.ts';

interface FormBounds {
  readonly bytesMax: number;
  readonly fieldsMax: number;
}

/**
 * The fields of a form as browsers send it (`application/x-www-form-urlencoded`, UTF-8), each name once.
 * @throws `unsupported_media_type` for another type or charset; `body_too_large`; `malformed_body` for what is not UTF-8, a
 * name that stands twice, or more fields than any form of ours has.
 */
export async function readFormBody(
  request: ApiRequest,
  { bytesMax, fieldsMax }: FormBounds,
): Promise<ReadonlyMap<string, string>> {
  if (!isForm(request.header('content-type') ?? '')) {
    const message = 'Send the form as application/x-www-form-urlencoded in UTF-8.';
    throw fail('unsupported_media_type', { message, headers: { Accept: 'application/x-www-form-urlencoded' } });
  }
  const text = Buffer.from(await readBytes(request, bytesMax)).toString('latin1');
  const fields = new Map<string, string>();
  if (text === '') return fields;
  // One more than there may be: the rest of ten thousand is not even parted.
  const pairs = text.split('&', fieldsMax + 1);
  if (pairs.length > fieldsMax) throw malformed('It has more fields than the form.');
  for (const pair of pairs) {
    const [name = '', ...value] = pair.split('=').map(decoded);
    const text = value.join('=');
    if (fields.has(name)) throw malformed('A field stands in it twice.');
    fields.set(name, text);
  }
  return fields;
}

function isForm(contentType: string): boolean {
  return /^application\/x-www-form-urlencoded\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(contentType.trim());
}

/** Browsers send ASCII alone here: whatever else there is stands percent-encoded, as UTF-8. */
function decoded(part: string): string {
  try {
    if (/[^\x20-\x7e]/.test(part)) throw new URIError('not ASCII');
    return decodeURIComponent(part.replaceAll('+', ' '));
  } catch (cause) {
    throw malformed('It is not UTF-8.', cause);
  }
}

function malformed(message: string, cause?: unknown) {
  return fail('malformed_body', { message: `The form could not be read. ${message}`, cause });
}
