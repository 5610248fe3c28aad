import { refused } from './zip/archive-problem.ts';

/** Longest line of data that is read: a record is far below, a piece of an uploaded file as base64 is not. */
export const lineBytesMax = 8 * 1_024 * 1_024;
/** Objects and lists within one another. */
const depthMax = 32;

/**
 * The lines of an entry's content, each with its line feed taken off, many at a time. Bytes that are no UTF-8 and a last line
 * that is not ended are refused.
 * @throws `archive_refused` naming the entry.
 */
export async function* linesOf(
  name: string,
  content: AsyncIterable<Uint8Array>,
  bytesMax = lineBytesMax,
): AsyncGenerator<readonly string[], void, undefined> {
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let begun: Buffer[] = [];
  let begunBytes = 0;
  const text = (bytes: Buffer) => {
    try {
      return utf8.decode(bytes);
    } catch {
      throw refused(name, 'It is not UTF-8.');
    }
  };
  for await (const piece of content) {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    const last = bytes.lastIndexOf(0x0a);
    if (last < 0) {
      begun.push(bytes);
      begunBytes += bytes.byteLength;
      if (begunBytes > bytesMax) throw refused(name, `A line is longer than ${bytesMax} bytes.`);
      continue;
    }
    const lines = text(Buffer.concat([...begun, bytes.subarray(0, last)])).split('\n');
    if (lines.some((line) => line.length > bytesMax)) throw refused(name, `A line is longer than ${bytesMax} bytes.`);
    begun = [bytes.subarray(last + 1)];
    begunBytes = bytes.byteLength - last - 1;
    yield lines;
  }
  if (begunBytes > 0) throw refused(name, 'Its last line is not ended: it was cut off.');
}

/** The value of a line of JSON, or null when it is none, or nested too deeply for anything that works on values. */
export function valueOfLine(line: string): { readonly value: unknown } | null {
  if (deeper(line)) return null;
  try {
    return { value: JSON.parse(line) as unknown };
  } catch {
    return null;
  }
}

/** Whether brackets go deeper than allowed. Those inside of strings count where there are many: then it is looked at closely. */
function deeper(line: string): boolean {
  let brackets = 0;
  for (let n = 0; n < line.length && brackets <= depthMax; n += 1) {
    const code = line.charCodeAt(n);
    if (code === 0x5b || code === 0x7b) brackets += 1;
  }
  if (brackets <= depthMax) return false;
  let depth = 0;
  let inString = false;
  for (let n = 0; n < line.length; n += 1) {
    const code = line.charCodeAt(n);
    if (inString) {
      if (code === 0x5c) n += 1;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x5b || code === 0x7b) {
      depth += 1;
      if (depth > depthMax) return true;
    } else if (code === 0x5d || code === 0x7d) depth -= 1;
  }
  return false;
}
