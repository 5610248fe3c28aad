import { refused } from './archive-problem.ts';
import { type ByteSource, readBytes } from './byte-source.ts';
import type { ArchiveLimits } from './limits.ts';

/*
 * The end of a ZIP file (APPNOTE 6.3.10, sections 4.3.14 to 4.3.16), read strictly: one directory on one disk, which ends
 * where the end records begin, and nothing after them, not even a comment.
 */

/** Where the directory stands. */
export interface DirectoryPlace {
  readonly entries: number;
  readonly offset: number;
  readonly bytes: number;
}

const endBytes = 22;
const locatorBytes = 20;
const end64Bytes = 56;

const endSignature = 0x06054b50;
const locatorSignature = 0x07064b50;
const end64Signature = 0x06064b50;

export const sentinel16 = 0xffff;
export const sentinel32 = 0xffffffff;

/**
 * Where the directory is, believed only as far as the file bears it out: its count and size are within the limits, and it
 * fills the file up to the end records.
 * @throws `archive_refused`.
 */
export async function readEndRecord(source: ByteSource, limits: ArchiveLimits): Promise<DirectoryPlace> {
  if (source.size > limits.archiveBytesMax) throw refused(null, `It is larger than ${limits.archiveBytesMax} bytes.`);
  if (source.size < endBytes) throw refused(null, 'It is no ZIP file, or was cut off.');
  const tailBytes = Math.min(source.size, endBytes + locatorBytes + end64Bytes);
  const tail = await readBytes(source, source.size - tailBytes, tailBytes);
  const end = tail.subarray(tailBytes - endBytes);
  if (end.readUInt32LE(0) !== endSignature || end.readUInt16LE(20) !== 0) {
    throw refused(null, await whatIsAtTheEnd(source));
  }
  const plain: Numbers = {
    disk: end.readUInt16LE(4),
    directoryDisk: end.readUInt16LE(6),
    entriesHere: end.readUInt16LE(8),
    entries: end.readUInt16LE(10),
    bytes: end.readUInt32LE(12),
    offset: end.readUInt32LE(16),
  };
  const large = readEnd64(tail, source.size, plain);
  const { disk, directoryDisk, entriesHere, entries, bytes, offset } = large ?? plain;
  if (disk !== 0 || directoryDisk !== 0 || entriesHere !== entries) {
    throw refused(null, 'It is one part of an archive in several parts.');
  }
  if (entries > limits.entriesMax) throw refused(null, `It has more than ${limits.entriesMax} entries.`);
  if (bytes > limits.directoryBytesMax) throw refused(null, 'Its directory is too large.');
  if (entries === 0) throw refused(null, 'It is empty.');
  const directoryEnd = source.size - endBytes - (large === null ? 0 : locatorBytes + end64Bytes);
  if (offset + bytes !== directoryEnd) {
    throw refused(null, 'Its directory is not where its end says: something was put in, cut out or added.');
  }
  return { entries, offset, bytes };
}

interface Numbers {
  readonly disk: number;
  readonly directoryDisk: number;
  readonly entriesHere: number;
  readonly entries: number;
  readonly bytes: number;
  readonly offset: number;
}

/** The ZIP64 end record, which must stand right before its locator and say the same as the short record. */
function readEnd64(tail: Buffer, size: number, plain: Numbers): Numbers | null {
  const needed =
    [plain.entriesHere, plain.entries].includes(sentinel16) || [plain.bytes, plain.offset].includes(sentinel32);
  const locatorAt = tail.byteLength - endBytes - locatorBytes;
  const located = locatorAt >= 0 && tail.readUInt32LE(locatorAt) === locatorSignature;
  if (!located) {
    if (needed) throw refused(null, 'Its end speaks of a ZIP64 record that is not there.');
    return null;
  }
  const at = locatorAt - end64Bytes;
  const expected = size - endBytes - locatorBytes - end64Bytes;
  const sound =
    at >= 0 &&
    tail.readUInt32LE(locatorAt + 4) === 0 &&
    tail.readBigUInt64LE(locatorAt + 8) === BigInt(expected) &&
    tail.readUInt32LE(locatorAt + 16) === 1 &&
    tail.readUInt32LE(at) === end64Signature &&
    tail.readBigUInt64LE(at + 4) === BigInt(end64Bytes - 12);
  if (!sound) throw refused(null, 'Its ZIP64 end record is not of its form.');
  const large: Numbers = {
    disk: tail.readUInt32LE(at + 16),
    directoryDisk: tail.readUInt32LE(at + 20),
    entriesHere: safeNumber(tail.readBigUInt64LE(at + 24)),
    entries: safeNumber(tail.readBigUInt64LE(at + 32)),
    bytes: safeNumber(tail.readBigUInt64LE(at + 40)),
    offset: safeNumber(tail.readBigUInt64LE(at + 48)),
  };
  const agrees = (short: number, long: number, sentinel: number) => short === sentinel || short === long;
  if (
    !agrees(plain.disk, large.disk, sentinel16) ||
    !agrees(plain.directoryDisk, large.directoryDisk, sentinel16) ||
    !agrees(plain.entriesHere, large.entriesHere, sentinel16) ||
    !agrees(plain.entries, large.entries, sentinel16) ||
    !agrees(plain.bytes, large.bytes, sentinel32) ||
    !agrees(plain.offset, large.offset, sentinel32)
  ) {
    throw refused(null, 'Its two end records do not say the same.');
  }
  return large;
}

/** @throws `archive_refused` for a number beyond what a double holds, and so beyond any file. */
export function safeNumber(value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw refused(null, 'It speaks of places that no file has.');
  return Number(value);
}

/** Looks for an end record further up, to say why none stands at the end. */
async function whatIsAtTheEnd(source: ByteSource): Promise<string> {
  const length = Math.min(source.size, endBytes + 65_535);
  const tail = await readBytes(source, source.size - length, length);
  const found = tail.lastIndexOf(Buffer.from('504b0506', 'hex'));
  return found < 0
    ? 'It is no ZIP file, or was cut off.'
    : 'Something stands after its end, or it has a comment: our archives have neither.';
}
