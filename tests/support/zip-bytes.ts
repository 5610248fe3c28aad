import { crc32, deflateRawSync } from 'node:zlib';

/** The fields of a header as they are written, whatever they should be. */
interface WrittenFields {
  readonly name?: string | Buffer;
  readonly version?: number;
  readonly flags?: number;
  readonly method?: number;
  readonly crc32?: number;
  readonly packedBytes?: number;
  readonly bytes?: number;
  readonly extra?: Buffer;
}

/** An entry of an archive that is put together byte by byte. What is not said is as it should be. */
export interface ZipPart extends WrittenFields {
  readonly name: string | Buffer;
  readonly content?: Buffer | string;
  /** Stands in the archive in place of the compressed content. */
  readonly packed?: Buffer;
  readonly local?: WrittenFields;
  readonly madeBy?: number;
  readonly attributes?: number;
  readonly disk?: number;
  readonly comment?: string;
  /** Where the directory says that the entry begins. */
  readonly start?: number;
  /** Behind the content; a descriptor, for example. */
  readonly after?: Buffer;
  /** In front of the entry. */
  readonly before?: Buffer;
}

interface EndFields {
  readonly disk?: number;
  readonly entriesHere?: number;
  readonly entries?: number;
  readonly bytes?: number;
  readonly offset?: number;
  readonly comment?: string;
  /** Between the directory and the end record: ZIP64 records, for example. */
  readonly before?: (place: { readonly offset: number; readonly bytes: number; readonly entries: number }) => Buffer;
}

export function zipBytes(parts: readonly ZipPart[], end: EndFields = {}): Buffer {
  const out: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  const put = (bytes: Buffer) => {
    out.push(bytes);
    at += bytes.byteLength;
  };
  for (const part of parts) {
    put(part.before ?? Buffer.alloc(0));
    const start = at;
    const content = Buffer.from(part.content ?? '');
    const method = part.method ?? 8;
    const packed = part.packed ?? (method === 8 ? deflateRawSync(content) : content);
    const fields = {
      name: part.name,
      version: part.version ?? 20,
      flags: part.flags ?? 0x0800,
      method,
      crc32: part.crc32 ?? crc32(content),
      packedBytes: part.packedBytes ?? packed.byteLength,
      bytes: part.bytes ?? content.byteLength,
      extra: part.extra ?? Buffer.alloc(0),
    };
    put(localHeader({ ...fields, ...part.local }));
    put(packed);
    put(part.after ?? Buffer.alloc(0));
    directory.push(centralHeader(fields, part, start));
  }
  const offset = at;
  for (const header of directory) put(header);
  const bytes = at - offset;
  put(end.before?.({ offset, bytes, entries: parts.length }) ?? Buffer.alloc(0));
  put(endRecord({ entries: parts.length, entriesHere: parts.length, bytes, offset, ...end }));
  return Buffer.concat(out);
}

type AllFields = Required<WrittenFields>;

function localHeader({ name, version, flags, method, crc32: crc, packedBytes, bytes, extra }: AllFields): Buffer {
  const head = Buffer.alloc(30);
  const rawName = Buffer.from(name);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(version, 4);
  head.writeUInt16LE(flags, 6);
  head.writeUInt16LE(method, 8);
  head.writeUInt32LE(crc, 14);
  head.writeUInt32LE(packedBytes, 18);
  head.writeUInt32LE(bytes, 22);
  head.writeUInt16LE(rawName.byteLength, 26);
  head.writeUInt16LE(extra.byteLength, 28);
  return Buffer.concat([head, rawName, extra]);
}

function centralHeader(fields: AllFields, part: ZipPart, start: number): Buffer {
  const head = Buffer.alloc(46);
  const rawName = Buffer.from(fields.name);
  const comment = Buffer.from(part.comment ?? '');
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE(part.madeBy ?? 0x0314, 4);
  head.writeUInt16LE(fields.version, 6);
  head.writeUInt16LE(fields.flags, 8);
  head.writeUInt16LE(fields.method, 10);
  head.writeUInt32LE(fields.crc32, 16);
  head.writeUInt32LE(fields.packedBytes, 20);
  head.writeUInt32LE(fields.bytes, 24);
  head.writeUInt16LE(rawName.byteLength, 28);
  head.writeUInt16LE(fields.extra.byteLength, 30);
  head.writeUInt16LE(comment.byteLength, 32);
  head.writeUInt16LE(part.disk ?? 0, 34);
  head.writeUInt32LE(part.attributes ?? (0o100644 << 16) >>> 0, 38);
  head.writeUInt32LE(part.start ?? start, 42);
  return Buffer.concat([head, rawName, fields.extra, comment]);
}

function endRecord(
  end: EndFields & { readonly entries: number; readonly bytes: number; readonly offset: number },
): Buffer {
  const head = Buffer.alloc(22);
  const comment = Buffer.from(end.comment ?? '');
  head.writeUInt32LE(0x06054b50, 0);
  head.writeUInt16LE(end.disk ?? 0, 4);
  head.writeUInt16LE(end.entriesHere ?? end.entries, 8);
  head.writeUInt16LE(end.entries, 10);
  head.writeUInt32LE(end.bytes, 12);
  head.writeUInt32LE(end.offset, 16);
  head.writeUInt16LE(comment.byteLength, 20);
  return Buffer.concat([head, comment]);
}

/** The ZIP64 end record with its locator, as it stands before the short one. */
export function zip64End(
  place: { readonly offset: number; readonly bytes: number; readonly entries: number },
  lies: { readonly at?: number; readonly entries?: number; readonly size?: bigint } = {},
): Buffer {
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(lies.size ?? 44n, 4);
  record.writeUInt16LE(45, 12);
  record.writeUInt16LE(45, 14);
  record.writeBigUInt64LE(BigInt(lies.entries ?? place.entries), 24);
  record.writeBigUInt64LE(BigInt(lies.entries ?? place.entries), 32);
  record.writeBigUInt64LE(BigInt(place.bytes), 40);
  record.writeBigUInt64LE(BigInt(place.offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(lies.at ?? place.offset + place.bytes), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([record, locator]);
}

/** An extra field: its id, and numbers of eight bytes. */
export function extraField(id: number, numbers: readonly bigint[]): Buffer {
  const field = Buffer.alloc(4 + 8 * numbers.length);
  field.writeUInt16LE(id, 0);
  field.writeUInt16LE(8 * numbers.length, 2);
  for (const [n, value] of numbers.entries()) field.writeBigUInt64LE(value, 4 + 8 * n);
  return field;
}

/** What follows the content where the header did not know the sizes yet. */
export function descriptor(
  content: Buffer | string,
  packedBytes: number,
  bytes = Buffer.from(content).byteLength,
): Buffer {
  const out = Buffer.alloc(16);
  out.writeUInt32LE(0x08074b50, 0);
  out.writeUInt32LE(crc32(content), 4);
  out.writeUInt32LE(packedBytes, 8);
  out.writeUInt32LE(bytes, 12);
  return out;
}
