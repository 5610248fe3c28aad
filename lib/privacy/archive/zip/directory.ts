import { isUtf8 } from 'node:buffer';
import { ArchiveProblems, refused } from './archive-problem.ts';
import { ByteCursor, type ByteSource } from './byte-source.ts';
import { type DirectoryPlace, readEndRecord, safeNumber, sentinel16, sentinel32 } from './end-record.ts';
import { nameKey, nameProblem } from './entry-name.ts';
import type { ArchiveLimits } from './limits.ts';

/*
 * The directory of a ZIP file (APPNOTE 6.3.10, section 4.3.12), read strictly: plain files alone, each name once, and entries
 * that follow one another without gaps and fill the file from its first byte up to the directory.
 */

/** One file in the archive, as the directory tells it. Nothing of it is proven until its content was read. */
export interface ZipEntry {
  readonly name: string;
  readonly method: 'stored' | 'deflated';
  readonly crc32: number;
  /** Bytes that it takes up in the archive. */
  readonly packedBytes: number;
  /** Bytes of its content. */
  readonly bytes: number;
  /** Where its own header begins. */
  readonly start: number;
  /** Where the next entry, or the directory, begins. */
  readonly end: number;
  /** The bytes that its own header repeats: flags, method, time. */
  readonly flags: number;
}

const headerBytes = 46;
const headerSignature = 0x02014b50;

const encryptedFlags = 0x0001 | 0x0040 | 0x2000;
/** Level of compression, sizes that follow the content, names in UTF-8. */
const knownFlags = 0x0006 | 0x0008 | 0x0800;
const utf8Flag = 0x0800;
const versionMax = 45;

const typeMask = 0o170000;
const regularFile = 0o100000;
const specialBits = 0o7000;
const msDosFolder = 0x10;

/** An extra field that carries large numbers (4.5.3), and those that would change what an entry is. */
const zip64Extra = 0x0001;
const refusedExtras: ReadonlyMap<number, string> = new Map([
  [0x0017, 'It is encrypted.'],
  [0x7075, 'It has a second name.'],
  [0x9901, 'It is encrypted.'],
]);

/**
 * The entries of the archive, in the order in which they stand in it.
 * @throws `archive_refused` naming what is wrong, before any content has been read.
 */
export async function readDirectory(source: ByteSource, limits: ArchiveLimits): Promise<readonly ZipEntry[]> {
  const place = await readEndRecord(source, limits);
  const problems = new ArchiveProblems();
  const entries: Omit<ZipEntry, 'end'>[] = [];
  const names = new Map<string, string>();
  const cursor = new ByteCursor(source.read(place.offset, place.offset + place.bytes));
  try {
    let left = place.bytes;
    for (let n = 0; n < place.entries && !problems.full; n += 1) {
      const { entry, length, problem } = await readHeader(cursor, left, limits);
      left -= length;
      if (problem !== null) problems.add(entry.name, problem);
      const twin = names.get(nameKey(entry.name));
      if (twin !== undefined) {
        problems.add(entry.name, twin === entry.name ? 'The name stands twice.' : `It is too like ${twin}.`);
      }
      names.set(nameKey(entry.name), entry.name);
      entries.push(entry);
    }
    if (left !== 0 && !problems.full) problems.add(null, 'Its directory holds more than its entries.');
  } finally {
    await cursor.close();
  }
  problems.settle();
  return inPlace(entries, place, limits);
}

/** @throws `archive_refused` when no entry can be made out any more. */
async function readHeader(
  cursor: ByteCursor,
  left: number,
  limits: ArchiveLimits,
): Promise<{ entry: Omit<ZipEntry, 'end'>; length: number; problem: string | null }> {
  const broken = () => refused(null, 'Its directory has fewer entries than its end says, or was damaged.');
  const header = left < headerBytes ? null : await cursor.take(headerBytes);
  if (header === null || header.readUInt32LE(0) !== headerSignature) throw broken();
  const nameBytes = header.readUInt16LE(28);
  const extraBytes = header.readUInt16LE(30);
  const commentBytes = header.readUInt16LE(32);
  const length = headerBytes + nameBytes + extraBytes + commentBytes;
  const rest = left < length ? null : await cursor.take(length - headerBytes);
  if (rest === null) throw broken();
  const rawName = rest.subarray(0, nameBytes);
  const name = isUtf8(rawName) ? rawName.toString('utf8') : rawName.toString('latin1');
  const flags = header.readUInt16LE(8);
  const method = header.readUInt16LE(10);
  const numbers = readNumbers(header, rest.subarray(nameBytes, nameBytes + extraBytes));
  const facts = typeof numbers === 'string' ? { packedBytes: 0, bytes: 0, start: 0 } : numbers;
  const entry = {
    name,
    method: method === 8 ? ('deflated' as const) : ('stored' as const),
    crc32: header.readUInt32LE(16),
    flags,
    ...facts,
  };
  const problem =
    nameProblem(name, limits) ??
    nameEncodingProblem(rawName, flags) ??
    kindProblem(header, flags, method) ??
    (commentBytes > 0 ? 'It has a comment.' : null) ??
    (typeof numbers === 'string' ? numbers : sizeProblem(entry, limits));
  return { entry, length, problem };
}

function nameEncodingProblem(rawName: Buffer, flags: number): string | null {
  if (rawName.every((byte) => byte < 0x80)) return null;
  if (!isUtf8(rawName) || (flags & utf8Flag) === 0) return 'The name is not in UTF-8.';
  return null;
}

function kindProblem(header: Buffer, flags: number, method: number): string | null {
  if ((flags & encryptedFlags) !== 0) return 'It is encrypted.';
  if ((flags & ~knownFlags) !== 0) return 'It is packed in a way that is not known here.';
  if (method !== 0 && method !== 8) return 'It is compressed in a way that is not known here.';
  if ((header.readUInt16LE(6) & 0xff) > versionMax) return 'It needs a newer kind of ZIP.';
  if (header.readUInt16LE(34) !== 0) return 'It lies in another part of an archive in several parts.';
  const attributes = header.readUInt32LE(38);
  const mode = attributes >>> 16;
  const type = mode & typeMask;
  if (type === 0o120000) return 'It is a symbolic link.';
  if (type !== 0 && type !== regularFile) return 'It is no plain file.';
  if ((mode & specialBits) !== 0) return 'It has the mode of a special file.';
  if ((attributes & msDosFolder) !== 0) return 'It is a folder: our archives hold files alone.';
  return null;
}

/** Sizes and place, from the header or, where that says so, from the ZIP64 field; or what is wrong with them. */
function readNumbers(
  header: Buffer,
  extra: Buffer,
): { readonly packedBytes: number; readonly bytes: number; readonly start: number } | string {
  let large: Buffer | null = null;
  for (let at = 0; at < extra.byteLength; ) {
    if (at + 4 > extra.byteLength) return 'Its extra fields were damaged.';
    const id = extra.readUInt16LE(at);
    const size = extra.readUInt16LE(at + 2);
    if (at + 4 + size > extra.byteLength) return 'Its extra fields were damaged.';
    const refusedFor = refusedExtras.get(id);
    if (refusedFor !== undefined) return refusedFor;
    if (id === zip64Extra && large !== null) return 'It has its ZIP64 sizes twice.';
    if (id === zip64Extra) large = extra.subarray(at + 4, at + 4 + size);
    at += 4 + size;
  }
  let used = 0;
  const number = (at: number) => {
    const short = header.readUInt32LE(at);
    if (short !== sentinel32) return short;
    if (large === null || used + 8 > large.byteLength) return null;
    used += 8;
    return safeNumber(large.readBigUInt64LE(used - 8));
  };
  // In the order of the ZIP64 field: unpacked, packed, place.
  const bytes = number(24);
  const packedBytes = number(20);
  const start = number(42);
  if (header.readUInt16LE(34) === sentinel16) return 'It lies in another part of an archive in several parts.';
  if (bytes === null || packedBytes === null || start === null) return 'Its ZIP64 sizes are not there.';
  if (large !== null && used !== large.byteLength) return 'Its ZIP64 sizes do not go with its header.';
  return { packedBytes, bytes, start };
}

function sizeProblem(entry: Omit<ZipEntry, 'end'>, limits: ArchiveLimits): string | null {
  if (entry.method === 'stored' && entry.bytes !== entry.packedBytes) return 'Its sizes do not agree.';
  if (tooDense(entry.bytes, entry.packedBytes, limits)) return 'It would unpack to far more than it is: a bomb.';
  return null;
}

/** Whether so many bytes out of so many are more than any record of ours comes to. */
export function tooDense(bytes: number, packedBytes: number, limits: ArchiveLimits): boolean {
  return bytes > limits.ratioFreeBytes && bytes > packedBytes * limits.ratioMax;
}

/** The smallest that an entry's own header can be. */
const localHeaderBytes = 30;

/** Entries by their place; each ends where the next begins. */
function inPlace(
  entries: readonly Omit<ZipEntry, 'end'>[],
  place: DirectoryPlace,
  limits: ArchiveLimits,
): readonly ZipEntry[] {
  const problems = new ArchiveProblems();
  const sorted = entries.toSorted((a, b) => a.start - b.start);
  if (sorted[0]?.start !== 0) problems.add(null, 'Something stands before its first entry.');
  let content = 0;
  const placed = sorted.map((entry, n): ZipEntry => {
    const end = sorted[n + 1]?.start ?? place.offset;
    content += entry.bytes;
    if (entry.start + localHeaderBytes + Buffer.byteLength(entry.name) + entry.packedBytes > end) {
      problems.add(entry.name, 'It overlaps with what comes after it.');
    }
    return { ...entry, end };
  });
  if (content > limits.contentBytesMax) problems.add(null, 'It would unpack to more than we take.');
  problems.settle();
  return placed;
}
