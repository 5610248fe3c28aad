import { inflateRawSync } from 'node:zlib';

/**
 * A small ZIP reader of the tests' own: it shares nothing with what writes archives or takes them in. By the central
 * directory; ZIP64 where the records say so.
 */
export interface UnzippedFile {
  readonly path: string;
  readonly method: number;
  readonly bytes: Buffer;
}

const field64 = (extra: Buffer): Buffer => {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === 1) return extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
  }
  return Buffer.alloc(0);
};

interface Place {
  readonly count: number;
  readonly offset: number;
}

function directoryOf(zip: Buffer): Place {
  const end = zip.length - 22;
  if (zip.readUInt32LE(end) !== 0x06054b50) throw new Error('no end record at the end');
  const count = zip.readUInt16LE(end + 10);
  const offset = zip.readUInt32LE(end + 16);
  if (count !== 0xffff && offset !== 0xffffffff) return { count, offset };
  const locator = end - 20;
  if (zip.readUInt32LE(locator) !== 0x07064b50) throw new Error('no ZIP64 locator');
  const record = Number(zip.readBigUInt64LE(locator + 8));
  return { count: Number(zip.readBigUInt64LE(record + 32)), offset: Number(zip.readBigUInt64LE(record + 48)) };
}

/** @throws what zlib says of a damaged entry. */
export function unzip(zip: Buffer): UnzippedFile[] {
  const { count, offset } = directoryOf(zip);
  const files: UnzippedFile[] = [];
  let at = offset;
  for (let n = 0; n < count; n += 1) {
    if (zip.readUInt32LE(at) !== 0x02014b50) throw new Error(`no entry at ${at}`);
    const [name, extra, comment] = [28, 30, 32].map((place) => zip.readUInt16LE(at + place)) as [
      number,
      number,
      number,
    ];
    const more = field64(zip.subarray(at + 46 + name, at + 46 + name + extra));
    let taken = 0;
    const number = (place: number): number => {
      const short = zip.readUInt32LE(at + place);
      if (short !== 0xffffffff) return short;
      taken += 8;
      return Number(more.readBigUInt64LE(taken - 8));
    };
    const size = number(24);
    const packed = number(20);
    const local = number(42);
    const method = zip.readUInt16LE(at + 10);
    const path = zip.toString('utf8', at + 46, at + 46 + name);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const data = zip.subarray(start, start + packed);
    const bytes = method === 0 ? data : inflateRawSync(data);
    if (bytes.length !== size) throw new Error(`${path} has ${bytes.length} bytes, not ${size}`);
    files.push({ path, method, bytes });
    at += 46 + name + extra + comment;
  }
  return files;
}
