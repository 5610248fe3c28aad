import { endingOf } from './file-name.ts';

/** How much of a file's beginning is looked at. */
export const headBytes = 4_096;

const unknown = 'application/octet-stream';

interface Signature {
  readonly type: string;
  readonly at?: number;
  readonly bytes: string;
}

/** By the first bytes, as Latin-1. Nothing that a browser would run: no HTML, SVG, XML or script is among them. */
const signatures: readonly Signature[] = [
  { type: 'application/pdf', bytes: '%PDF-' },
  { type: 'image/png', bytes: '\x89PNG\r\n\x1a\n' },
  { type: 'image/jpeg', bytes: '\xff\xd8\xff' },
  { type: 'image/gif', bytes: 'GIF87a' },
  { type: 'image/gif', bytes: 'GIF89a' },
  { type: 'image/webp', at: 8, bytes: 'WEBP' },
  { type: 'application/zip', bytes: 'PK\x03\x04' },
  { type: 'application/zip', bytes: 'PK\x05\x06' },
];

const office = 'application/vnd.openxmlformats-officedocument';

/** What ZIP files with these endings are. */
const zipped: Readonly<Record<string, string>> = {
  docx: `${office}.wordprocessingml.document`,
  xlsx: `${office}.spreadsheetml.sheet`,
  pptx: `${office}.presentationml.presentation`,
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
};

/** What texts with these endings are. */
const texts: Readonly<Record<string, string>> = {
  txt: 'text/plain',
  md: 'text/plain',
  log: 'text/plain',
  csv: 'text/csv',
  json: 'application/json',
};

/**
 * The type that a file is kept and answered with, from a closed list: by its first bytes, told closer by its name, never by
 * what the sender says. What is not known for certain is `application/octet-stream`.
 */
export function contentTypeOf(head: Uint8Array, name: string): string {
  const latin1 = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
  const ending = endingOf(name);
  const found = signatures.find(({ at = 0, bytes }) => latin1.startsWith(bytes, at));
  if (found?.type === 'application/zip') return zipped[ending] ?? found.type;
  if (found !== undefined) return found.type;
  const text = texts[ending];
  return text !== undefined && isText(head) ? text : unknown;
}

/** Everything that {@link contentTypeOf} can say. */
export const contentTypes: ReadonlySet<string> = new Set([
  unknown,
  ...signatures.map(({ type }) => type),
  ...Object.values(zipped),
  ...Object.values(texts),
]);

function isText(head: Uint8Array): boolean {
  if (head.includes(0)) return false;
  try {
    // The last character may be cut off.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}
