import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { isHoldfastError } from '../../../platform/errors.ts';
import { refused } from './archive-problem.ts';
import { type ByteSource, readBytes } from './byte-source.ts';
import { tooDense, type ZipEntry } from './directory.ts';
import type { ArchiveLimits } from './limits.ts';

const headerBytes = 30;
const headerSignature = 0x04034b50;
const descriptorSignature = 0x08074b50;
const descriptorFlag = 0x0008;
const sentinel32 = 0xffffffff;
const zip64Extra = 0x0001;

/**
 * The content of an entry, in pieces. What the directory says of it is held against the entry's own header, its trailing
 * descriptor, and, at the end, its content: size and CRC-32. What it unpacks to is counted on the way, so that a bomb ends
 * at the limit and not in memory.
 * @throws `archive_refused` naming the entry; `storage_unavailable` when the archive cannot be read.
 */
export async function* readEntry(
  source: ByteSource,
  entry: ZipEntry,
  limits: ArchiveLimits,
): AsyncGenerator<Uint8Array, void, undefined> {
  const start = await contentStart(source, entry);
  const packed = source.read(start, start + entry.packedBytes);
  let bytes = 0;
  let crc = 0;
  for await (const piece of entry.method === 'stored' ? packed : inflated(entry, packed)) {
    bytes += piece.byteLength;
    if (bytes > entry.bytes) throw refused(entry.name, 'It unpacks to more than it says.');
    // The sizes of the directory were judged before; this holds whatever they said.
    if (tooDense(bytes, entry.packedBytes, limits)) {
      throw refused(entry.name, 'It would unpack to far more than it is: a bomb.');
    }
    crc = crc32(piece, crc);
    yield piece;
  }
  if (bytes !== entry.bytes) throw refused(entry.name, 'It unpacks to less than it says.');
  if (crc !== entry.crc32) throw refused(entry.name, 'Its checksum (CRC-32) is not that of its content.');
}

/** What an entry's content turned out to be. */
export interface EntryDigest {
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** Reads an entry whole, hands each piece to `take`, and says what it was. */
export async function digestEntry(
  source: ByteSource,
  entry: ZipEntry,
  limits: ArchiveLimits,
  take: (piece: Uint8Array) => void | Promise<void> = () => undefined,
): Promise<EntryDigest> {
  const digest = createHash('sha256');
  for await (const piece of readEntry(source, entry, limits)) {
    digest.update(piece);
    await take(piece);
  }
  return { bytes: entry.bytes, sha256: digest.digest('hex') };
}

async function* inflated(entry: ZipEntry, packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const inflate = createInflateRaw();
  const input = Readable.from(packed, { objectMode: true });
  input.on('error', (error) => inflate.destroy(error));
  input.pipe(inflate);
  try {
    for await (const piece of inflate) yield piece as Buffer;
  } catch (error) {
    if (isHoldfastError(error)) throw error;
    throw isZlibError(error) ? refused(entry.name, 'It was damaged: it cannot be unpacked.') : error;
  } finally {
    input.destroy();
    inflate.destroy();
  }
  // Bytes that were given to the engine and not used stand after the end of the compressed content.
  if (inflate.bytesWritten !== entry.packedBytes) throw refused(entry.name, 'Something stands after its content.');
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^Z_/.test(error.code);
}

/** Where the content begins; afterwards its own header and descriptor say what the directory says. */
async function contentStart(source: ByteSource, entry: ZipEntry): Promise<number> {
  const differs = () => refused(entry.name, 'Its own header does not say what the directory says.');
  const head = await readBytes(source, entry.start, headerBytes);
  if (head.readUInt32LE(0) !== headerSignature) throw refused(entry.name, 'It is not where the directory says.');
  const nameBytes = head.readUInt16LE(26);
  const extraBytes = head.readUInt16LE(28);
  const start = entry.start + headerBytes + nameBytes + extraBytes;
  if (start + entry.packedBytes > entry.end) throw refused(entry.name, 'It overlaps with what comes after it.');
  const rest = await readBytes(source, entry.start + headerBytes, nameBytes + extraBytes);
  if (!rest.subarray(0, nameBytes).equals(Buffer.from(entry.name, 'utf8'))) throw differs();
  const method = head.readUInt16LE(8);
  if (head.readUInt16LE(6) !== entry.flags || method !== (entry.method === 'deflated' ? 8 : 0)) throw differs();
  const described = (entry.flags & descriptorFlag) !== 0;
  const numbers = { crc: head.readUInt32LE(14), packed: head.readUInt32LE(18), bytes: head.readUInt32LE(22) };
  const large = zip64Sizes(rest.subarray(nameBytes));
  const says = (short: number, long: bigint | undefined, expected: number) =>
    short === expected ||
    (short === sentinel32 && long === BigInt(expected)) ||
    // Not known yet when the header was written: the descriptor says it.
    (described && (short === 0 || (short === sentinel32 && (long === undefined || long === 0n))));
  if (
    !(numbers.crc === entry.crc32 || (described && numbers.crc === 0)) ||
    !says(numbers.packed, large?.packed, entry.packedBytes) ||
    !says(numbers.bytes, large?.bytes, entry.bytes)
  ) {
    throw differs();
  }
  await descriptorHolds(source, entry, { start, described });
  return start;
}

/** What stands between the content and the next entry is the descriptor alone, and it says what the directory says. */
async function descriptorHolds(
  source: ByteSource,
  entry: ZipEntry,
  { start, described }: { readonly start: number; readonly described: boolean },
): Promise<void> {
  const length = entry.end - start - entry.packedBytes;
  if (!described) {
    if (length !== 0) throw refused(entry.name, 'Something stands after its content.');
    return;
  }
  if (length !== 16 && length !== 24) throw refused(entry.name, 'Something stands after its content.');
  const descriptor = await readBytes(source, entry.end - length, length);
  const size = (n: number) =>
    length === 16 ? BigInt(descriptor.readUInt32LE(8 + 4 * n)) : descriptor.readBigUInt64LE(8 + 8 * n);
  if (
    descriptor.readUInt32LE(0) !== descriptorSignature ||
    descriptor.readUInt32LE(4) !== entry.crc32 ||
    size(0) !== BigInt(entry.packedBytes) ||
    size(1) !== BigInt(entry.bytes)
  ) {
    throw refused(entry.name, 'The sizes after its content are not those of the directory.');
  }
}

function zip64Sizes(extra: Buffer): { readonly bytes: bigint; readonly packed: bigint } | undefined {
  for (let at = 0; at + 4 <= extra.byteLength; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== zip64Extra || at + 20 > extra.byteLength) continue;
    return { bytes: extra.readBigUInt64LE(at + 4), packed: extra.readBigUInt64LE(at + 12) };
  }
  return undefined;
}
