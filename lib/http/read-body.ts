import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { fail, isHoldfastError } from '../platform/errors.ts';
import type { ApiRequest } from './api-message.ts';
import { parseStrictJson } from './strict-json.ts';

/** Content codings of a body that is read whole (RFC 9110, section 8.4.1). */
const decoders = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
} as const;

type Coding = keyof typeof decoders;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The body as a JSON object; an empty body is an empty object. Bytes are counted as they arrive, whatever
 * `Content-Length` says, and once more as they are decompressed; reading stops at the first byte too many, on the wire or
 * out of the decoder.
 *
 * @throws `body_too_large`, `unsupported_media_type` (another type, charset or coding), `malformed_body`.
 */
export async function readJsonBody(request: ApiRequest, bytesMax: number): Promise<Readonly<Record<string, unknown>>> {
  if (request.body === null) return {};
  const contentType = request.header('content-type');
  // Without a type it may still be empty.
  if (contentType !== null && !isJson(contentType)) throw otherType();
  const bytes = await readBytes(request, bytesMax);
  if (bytes.byteLength === 0) return {};
  if (contentType === null) throw otherType();
  const value = parseStrictJson(textOf(bytes));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw fail('malformed_body', { message: 'The body must be a JSON object.' });
  }
  return value as Record<string, unknown>;
}

/**
 * The whole body, whatever its type, without its compression.
 * @throws `body_too_large`; `unsupported_media_type` for an unknown coding; `malformed_body` when it breaks off, or is not
 * what its coding says.
 */
export async function readBytes(request: ApiRequest, bytesMax: number): Promise<Uint8Array> {
  if (request.body === null) return new Uint8Array(0);
  const coding = codingOf(request);
  refuseDeclared(request, bytesMax);
  const wire = counted(request.body, bytesMax);
  const chunks: Uint8Array[] = [];
  for await (const chunk of coding === null ? wire : decompressed(wire, coding, bytesMax)) chunks.push(chunk);
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}

/**
 * The body as it arrives, held to the same count: reading past `bytesMax` fails with `body_too_large`. Files come as they
 * are: compressed ones are refused.
 * @throws `body_too_large` at once when `Content-Length` already says so; `unsupported_media_type` when compressed.
 */
export function cappedStream(request: ApiRequest, bytesMax: number): ReadableStream<Uint8Array> | null {
  if (request.body === null) return null;
  if (codingOf(request) !== null) throw otherCoding('Send the file without compression.', 'identity');
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

/** The coding of the body; null for none. One at most: nobody compresses twice but to make a small thing huge. */
function codingOf(request: ApiRequest): Coding | null {
  const coding = request.header('content-encoding')?.trim().toLowerCase() ?? 'identity';
  if (coding === 'identity') return null;
  if (Object.hasOwn(decoders, coding)) return coding as Coding;
  throw otherCoding('Compress the body with gzip, deflate or br, or not at all.', 'gzip, deflate, br');
}

function refuseDeclared(request: ApiRequest, bytesMax: number): void {
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

/** The decoder works no further ahead than its buffer of 16 kB: a bomb goes off into the count. */
async function* decompressed(
  wire: AsyncIterable<Uint8Array>,
  coding: Coding,
  bytesMax: number,
): AsyncGenerator<Uint8Array, undefined> {
  const decoder = decoders[coding]();
  // What fails in it reaches whoever reads the decoder.
  const feeding = pipeline(Readable.from(wire), decoder).catch(() => undefined);
  try {
    yield* counted(decoder, bytesMax);
  } catch (error) {
    if (isHoldfastError(error) && error.code !== 'malformed_body') throw error;
    throw fail('malformed_body', { message: `The body broke off, or is not what ${coding} makes.`, cause: error });
  } finally {
    decoder.destroy();
    await feeding;
  }
  return undefined;
}

function isJson(contentType: string): boolean {
  return /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(contentType.trim());
}

function textOf(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch (cause) {
    throw fail('malformed_body', { message: `The body is not valid UTF-8, ${whereIn(bytes)}.`, cause });
  }
}

/** Where the text ends to be one. The decoder does not say, so it is asked about halves. */
function whereIn(bytes: Uint8Array): string {
  let good = 0;
  let bad = bytes.byteLength + 1;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (isStartOfText(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  return `at byte ${good}`;
}

function isStartOfText(bytes: Uint8Array): boolean {
  try {
    // In streaming mode a character that is cut off at the end is no error.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** The client went away, or broke off in the middle. */
function toReadFailure(error: unknown) {
  return isHoldfastError(error) ? error : fail('malformed_body', { detail: 'the body broke off', cause: error });
}

function tooLarge(bytesMax: number) {
  return fail('body_too_large', { extension: { bytesMax } });
}

function otherType() {
  return fail('unsupported_media_type', { headers: { Accept: 'application/json' } });
}

function otherCoding(message: string, accepted: string) {
  return fail('unsupported_media_type', { message, headers: { 'Accept-Encoding': accepted } });
}
