import { fail, isHoldfastError } from '../platform/errors.ts';
import type { ApiRequest } from './api-message.ts';
import { parseStrictJson } from './strict-json.ts';

/** Largest body unless the operation says otherwise. CLAIMS E9. */
export const defaultBodyBytesMax = 1_000_000;

/**
 * The body as a JSON object; an empty body is an empty object. Bytes are counted as they arrive, whatever
 * `Content-Length` says, and reading stops at the first byte too many.
 *
 * @throws `body_too_large`, `unsupported_media_type` (another type, or compressed), `malformed_body`.
 */
export async function readJsonBody(request: ApiRequest, bytesMax: number): Promise<Readonly<Record<string, unknown>>> {
  const bytes = await readBytes(request, bytesMax);
  if (bytes.byteLength === 0) return {};
  if (!isJson(request.header('content-type'))) throw fail('unsupported_media_type');
  const value = parseStrictJson(decoded(bytes));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw fail('malformed_body', { message: 'The body must be a JSON object.' });
  }
  return value as Record<string, unknown>;
}

/**
 * The whole body, whatever its type.
 * @throws `body_too_large`; `unsupported_media_type` when compressed; `malformed_body` when it breaks off.
 */
export async function readBytes(request: ApiRequest, bytesMax: number): Promise<Uint8Array> {
  if (request.body === null) return new Uint8Array(0);
  refuseDeclared(request, bytesMax);
  const chunks: Uint8Array[] = [];
  for await (const chunk of counted(request.body, bytesMax)) chunks.push(chunk);
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}

/**
 * The body as it arrives, held to the same count: reading past `bytesMax` fails with `body_too_large`.
 * @throws `body_too_large` at once when `Content-Length` already says so; `unsupported_media_type` when compressed.
 */
export function cappedStream(request: ApiRequest, bytesMax: number): ReadableStream<Uint8Array> | null {
  if (request.body === null) return null;
  refuseDeclared(request, bytesMax);
  const chunks = counted(request.body, bytesMax);
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const next = await chunks.next();
          if (next.done === true) controller.close();
          else controller.enqueue(next.value);
        } catch (error) {
          controller.error(error);
        }
      },
      async cancel() {
        await chunks.return(undefined);
      },
    },
    // Nothing is read before somebody asks for it.
    { highWaterMark: 0 },
  );
}

function refuseDeclared(request: ApiRequest, bytesMax: number): void {
  const encoding = request.header('content-encoding');
  if (encoding !== null && encoding.trim().toLowerCase() !== 'identity') {
    throw fail('unsupported_media_type', { message: 'Send the body without compression.' });
  }
  if (Number(request.header('content-length') ?? 0) > bytesMax) throw tooLarge(bytesMax);
}

async function* counted(body: AsyncIterable<Uint8Array>, bytesMax: number): AsyncGenerator<Uint8Array, undefined> {
  let total = 0;
  try {
    for await (const chunk of body) {
      total += chunk.byteLength;
      if (total > bytesMax) throw tooLarge(bytesMax);
      yield chunk;
    }
  } catch (error) {
    throw toReadFailure(error);
  }
  return undefined;
}

function isJson(contentType: string | null): boolean {
  return /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(contentType?.trim() ?? '');
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw fail('malformed_body', { message: 'The body is not valid UTF-8.', cause });
  }
}

/** The client went away, or broke off in the middle. */
function toReadFailure(error: unknown) {
  return isHoldfastError(error) ? error : fail('malformed_body', { detail: 'the body broke off', cause: error });
}

function tooLarge(bytesMax: number) {
  return fail('body_too_large', { extension: { bytesMax } });
}
