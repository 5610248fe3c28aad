import { fail } from '../../platform/errors.ts';

/** What a file says about itself is at its beginning. */
const headBytes = 4_096;

type Encoding = 'ascii-compatible' | 'utf-16le' | 'utf-16be';

/**
 * The bytes of an uploaded text file in an encoding that ASCII is part of, without a byte-order mark: UTF-16 becomes
 * UTF-8 on the way, everything else (UTF-8, Windows-1252 and its kin) passes as it is. Nothing is held but the piece
 * under way.
 *
 * @throws `invalid_input` for an empty file and for one that is no text (spreadsheets, archives, images).
 */
export async function* fileText(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  let encoding: Encoding | undefined;
  let decoder: TextDecoder | undefined;
  let head: Uint8Array = new Uint8Array(0);
  const encoder = new TextEncoder();
  const converted = (bytes: Uint8Array): Uint8Array =>
    decoder === undefined ? bytes : encoder.encode(decoder.decode(bytes, { stream: true }));
  const opened = (): Uint8Array => {
    encoding = encodingOf(head);
    if (encoding !== 'ascii-compatible') decoder = new TextDecoder(encoding);
    const text = converted(startsWith(head, [0xef, 0xbb, 0xbf]) ? head.subarray(3) : head);
    // A stray zero further on spoils its own row alone.
    if (text.subarray(0, headBytes).includes(0)) throw notText();
    return text;
  };
  for await (const chunk of source) {
    if (encoding !== undefined) {
      yield converted(chunk);
      continue;
    }
    head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
    if (head.length >= headBytes) yield opened();
  }
  if (encoding === undefined) {
    const text = opened();
    if (!text.some((byte) => byte > 0x20)) throw badFile('The file is empty.');
    yield text;
  }
  const rest = decoder?.decode();
  if (rest) yield encoder.encode(rest);
}

export function badFile(message: string) {
  return fail('invalid_input', { problems: [{ path: 'file', message }] });
}

function notText() {
  return badFile('This is not a text file. Export your contacts as CSV and upload that.');
}

function encodingOf(head: Uint8Array): Encoding {
  if (startsWith(head, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(head, [0xfe, 0xff])) return 'utf-16be';
  return encodingByZeros(head);
}

/** Without a mark, UTF-16 shows by the zeros: in Latin text nearly every second byte is one. */
function encodingByZeros(head: Uint8Array): Encoding {
  const zeros = [0, 0];
  for (const [index, byte] of head.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const half = head.length / 2;
  if (odd > half * 0.7 && even < half * 0.05) return 'utf-16le';
  if (even > half * 0.7 && odd < half * 0.05) return 'utf-16be';
  return 'ascii-compatible';
}

function startsWith(bytes: Uint8Array, prefix: readonly number[]): boolean {
  return prefix.every((byte, index) => bytes[index] === byte);
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const windows1252 = new TextDecoder('windows-1252');
const beyondAscii = /[\x80-\xff]/;

/**
 * The text of one cell: UTF-8 where it is that, Windows-1252 where it cannot be. Cell by cell, because files that
 * several programs have written to mix the two.
 */
export function cellText(bytes: Buffer): string {
  const latin1 = bytes.toString('latin1');
  if (!beyondAscii.test(latin1)) return latin1;
  try {
    return utf8.decode(bytes);
  } catch {
    return windows1252.decode(bytes);
  }
}

/** Finds out whether bytes that come in pieces are UTF-8 as a whole. */
export class Utf8Check {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  #valid = true;

  add(bytes: Uint8Array): void {
    if (this.#valid) this.#try(() => this.#decoder.decode(bytes, { stream: true }));
  }

  end(): boolean {
    if (this.#valid) this.#try(() => this.#decoder.decode());
    return this.#valid;
  }

  #try(decode: () => unknown): void {
    try {
      decode();
    } catch {
      this.#valid = false;
    }
  }
}
