import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { isHoldfastError } from '#lib/platform/errors.ts';
import { readDirectory } from '#lib/privacy/archive/zip/directory.ts';
import { archiveLimits } from '#lib/privacy/archive/zip/limits.ts';
import { digestEntry } from '#lib/privacy/archive/zip/read-entry.ts';
import { bytesSource } from '../../../support/bytes-source.ts';
import { descriptor, extraField, type ZipPart, zip64End, zipBytes } from '../../../support/zip-bytes.ts';

/** What is wrong with the archive, as whoever brought it is told. */
async function problemsOf(archive: Buffer, limits = archiveLimits): Promise<string[]> {
  const source = bytesSource(archive);
  try {
    for (const entry of await readDirectory(source, limits)) await digestEntry(source, entry, limits);
    return [];
  } catch (error) {
    if (!isHoldfastError(error) || error.code !== 'archive_refused') throw error;
    return error.problems.map(({ path, message }) => `${path}: ${message}`);
  }
}

const good: ZipPart = { name: 'manifest.json', content: '{"format":"x"}' };
const other: ZipPart = { name: 'data/contacts.jsonl', content: 'row\n'.repeat(100) };
const zeros = Buffer.alloc(4 * 1_048_576);
const mode = (bits: number) => (bits << 16) >>> 0;

/** Each is one archive and the one thing that must be said of it. */
const hostile: readonly (readonly [string, Buffer, RegExp])[] = [
  ['a name that leads out', zipBytes([good, { ...other, name: '../../etc/passwd' }]), /leads out/],
  ['a name that leads out from within', zipBytes([good, { ...other, name: 'data/../../x' }]), /leads out/],
  ['an absolute name', zipBytes([{ ...good, name: '/etc/passwd' }]), /outside of the archive/],
  ['a name with a drive', zipBytes([{ ...good, name: 'C:/x' }]), /outside of the archive/],
  ['a backslash', zipBytes([{ ...good, name: '..\\x' }]), /backslash/],
  ['a NUL byte', zipBytes([{ ...good, name: 'a\0.json' }]), /NUL/],
  ['characters that cannot be seen', zipBytes([{ ...good, name: 'a\u202egpj.json' }]), /cannot be seen/],
  ['an empty name', zipBytes([{ ...good, name: '' }]), /no name/],
  ['an empty segment', zipBytes([{ ...good, name: 'data//x' }]), /hides what it names/],
  ['a dot segment', zipBytes([{ ...good, name: './manifest.json' }]), /hides what it names/],
  ['a name that ends in a dot', zipBytes([{ ...good, name: 'manifest.json.' }]), /hides what it names/],
  ['a name too long', zipBytes([{ ...good, name: 'x'.repeat(300) }]), /too long/],
  ['a name too deep', zipBytes([{ ...good, name: 'a/b/c/d/e' }]), /too deep/],
  ['a folder', zipBytes([good, { name: 'data/', content: '', method: 0 }]), /folder/],
  ['a name that is no UTF-8', zipBytes([{ ...good, name: Buffer.from([0xff, 0xfe]) }]), /UTF-8/],
  ['a name of an unknown code page', zipBytes([{ ...good, name: 'é', flags: 0 }]), /UTF-8/],
  ['a second name in an extra field', zipBytes([{ ...good, extra: extraField(0x7075, [0n]) }]), /second name/],
  ['a name twice', zipBytes([good, good]), /stands twice/],
  ['a name twice but for case', zipBytes([good, { ...good, name: 'Manifest.JSON' }]), /too like manifest\.json/],
  [
    'a name twice but for its normal form',
    zipBytes([
      { ...good, name: 'caf\u00e9' },
      { ...good, name: 'cafe\u0301' },
    ]),
    /too like/,
  ],
  ['a symbolic link', zipBytes([{ ...good, attributes: mode(0o120777) }]), /symbolic link/],
  ['a device', zipBytes([{ ...good, attributes: mode(0o020644) }]), /no plain file/],
  ['a named pipe', zipBytes([{ ...good, attributes: mode(0o010644) }]), /no plain file/],
  ['a folder by its mode', zipBytes([{ ...good, attributes: mode(0o040755) }]), /no plain file/],
  ['a folder by its attribute', zipBytes([{ ...good, madeBy: 20, attributes: 0x10 }]), /folder/],
  ['a mode that gives rights', zipBytes([{ ...good, attributes: mode(0o104755) }]), /special file/],
  ['an encrypted entry', zipBytes([{ ...good, flags: 0x0801 }]), /encrypted/],
  ['a strongly encrypted entry', zipBytes([{ ...good, flags: 0x0841 }]), /encrypted/],
  ['an encrypted directory', zipBytes([{ ...good, flags: 0x2800 }]), /encrypted/],
  ['AES by its extra field', zipBytes([{ ...good, extra: extraField(0x9901, [0n]) }]), /encrypted/],
  ['another compression', zipBytes([{ ...good, method: 14 }]), /compressed in a way/],
  ['a patch of another file', zipBytes([{ ...good, flags: 0x0820 }]), /packed in a way/],
  ['a newer kind of ZIP', zipBytes([{ ...good, version: 63 }]), /newer kind/],
  ['a comment on an entry', zipBytes([{ ...good, comment: 'x' }]), /comment/],
  ['a comment on the archive', zipBytes([good], { comment: 'hello' }), /after its end/],
  ['data after the end', Buffer.concat([zipBytes([good]), Buffer.from('x')]), /after its end/],
  ['data before the first entry', Buffer.concat([Buffer.from('#!/bin/sh\n'), zipBytes([good])]), /not where its end/],
  ['data before the first entry, told', zipBytes([{ ...good, before: Buffer.from('MZ') }]), /before its first entry/],
  ['data between entries', zipBytes([good, { ...other, before: Buffer.from('x') }]), /after its content/],
  ['data between entries and directory', zipBytes([{ ...good, after: Buffer.from('x') }]), /after its content/],
  ['data after the directory', zipBytes([good], { before: () => Buffer.from('x') }), /not where its end/],
  ['nothing at all', Buffer.alloc(0), /no ZIP file/],
  ['something else', Buffer.from('Name,E-mail\nAda,ada@example.com\n'), /no ZIP file/],
  ['an archive without entries', zipBytes([]), /empty/],
  ['a part of several', zipBytes([good], { disk: 1 }), /several parts/],
  ['an entry in another part', zipBytes([{ ...good, disk: 1 }]), /several parts/],
  ['fewer entries than it says', zipBytes([good], { entries: 2, entriesHere: 2 }), /fewer entries/],
  ['more entries than it says', zipBytes([good, other], { entries: 1, entriesHere: 1 }), /more than its entries/],
  ['a directory elsewhere', zipBytes([good], { offset: 0 }), /not where its end/],
  ['a wrong checksum', zipBytes([{ ...good, crc32: 1 }]), /CRC-32/],
  ['a size too small', zipBytes([{ ...good, bytes: 3 }]), /more than it says/],
  ['a size too large', zipBytes([{ ...good, bytes: 30 }]), /less than it says/],
  ['stored content of another size', zipBytes([{ ...good, method: 0, bytes: 3 }]), /sizes do not agree/],
  ['content that cannot be unpacked', zipBytes([{ ...good, packed: Buffer.from('garbage') }]), /cannot be unpacked/],
  [
    'content that was cut off',
    zipBytes([{ ...good, packed: deflateRawSync(Buffer.from('{"format":"x"}')).subarray(0, 8) }]),
    /cannot be unpacked|less than it says/,
  ],
  [
    'something behind the compressed content',
    zipBytes([{ ...good, packed: Buffer.concat([deflateRawSync(Buffer.from('{"format":"x"}')), Buffer.from('x')]) }]),
    /after its content/,
  ],
  [
    'another name in its own header',
    zipBytes([{ ...good, local: { name: 'manifest.exe!' } }]),
    /its own header|Its own/i,
  ],
  ['another method in its own header', zipBytes([{ ...good, local: { method: 0 } }]), /Its own header/],
  ['another checksum in its own header', zipBytes([{ ...good, local: { crc32: 7 } }]), /Its own header/],
  ['another size in its own header', zipBytes([{ ...good, local: { packedBytes: 7 } }]), /Its own header/],
  ['other flags in its own header', zipBytes([{ ...good, local: { flags: 0x0801 } }]), /Its own header/],
  ['two entries in one place', zipBytes([good, { ...other, start: 0 }]), /overlaps|Its own header/],
  ['an entry in the middle of another', zipBytes([good, { ...other, start: 10 }]), /overlaps/],
  ['an entry beyond the end', zipBytes([good, { ...other, start: 1_000_000 }]), /overlaps/],
  ['an entry longer than the archive', zipBytes([{ ...good, packedBytes: 1_000_000 }]), /overlaps/],
  ['a bomb that says so', zipBytes([{ ...good, content: zeros }]), /a bomb/],
  ['a bomb that hides it', zipBytes([{ ...good, content: zeros, bytes: 100 }]), /more than it says/],
  [
    'a bomb that overlaps itself',
    zipBytes([good, { ...other, content: Buffer.alloc(500_000) }, { ...other, name: 'b', content: '', start: 60 }]),
    /overlaps/,
  ],
  ['ZIP64 numbers that are not there', zipBytes([{ ...good, bytes: 0xffffffff }]), /ZIP64 sizes are not there/],
  [
    'ZIP64 numbers that nothing asked for',
    zipBytes([{ ...good, extra: extraField(1, [14n]) }]),
    /ZIP64 sizes do not go/,
  ],
  [
    'ZIP64 numbers twice',
    zipBytes([{ ...good, extra: Buffer.concat([extraField(1, [14n]), extraField(1, [14n])]) }]),
    /ZIP64 sizes twice/,
  ],
  [
    'a ZIP64 number beyond any file',
    zipBytes([{ ...good, bytes: 0xffffffff, extra: extraField(1, [0xffffffffffffffffn]) }]),
    /no file has/,
  ],
  ['a ZIP64 end that is not there', zipBytes([good], { entries: 0xffff, entriesHere: 0xffff }), /ZIP64 record/],
  [
    'a ZIP64 end that says otherwise',
    zipBytes([good], { before: (place) => zip64End(place, { entries: 2 }) }),
    /do not say the same/,
  ],
  [
    'a ZIP64 end elsewhere',
    zipBytes([good], { before: (place) => zip64End(place, { at: 0 }) }),
    /ZIP64 end record is not/,
  ],
  [
    'a ZIP64 end of another length',
    zipBytes([good], { before: (place) => zip64End(place, { size: 100n }) }),
    /ZIP64 end record is not/,
  ],
  [
    'a descriptor that lies',
    zipBytes([{ ...good, flags: 0x0808, after: descriptor('{"format":"x"}', 3) }]),
    /sizes after its content/,
  ],
  ['a descriptor that is not there', zipBytes([{ ...good, flags: 0x0808 }]), /after its content/],
  ['a damaged extra field', zipBytes([{ ...good, extra: Buffer.from([1, 0, 200, 0, 1]) }]), /extra fields/],
];

describe('a hostile archive is refused, and whoever brought it is told why', () => {
  it.each(hostile)('%s', async (_what, archive, said) => {
    const problems = await problemsOf(archive);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.join('\n')).toMatch(said);
  });

  it('a million entries are refused by their number, before the directory is read', async () => {
    const archive = zipBytes([good], {
      entries: 0xffff,
      entriesHere: 0xffff,
      before: (place) => zip64End(place, { entries: 1_000_000 }),
    });
    expect(await problemsOf(archive)).toEqual(['archive: It has more than 200000 entries.']);
  });

  it('many small bombs are one bomb: the content of all entries counts together', async () => {
    const parts = Array.from({ length: 50 }, (_, n) => ({ name: `data/${n}`, content: Buffer.alloc(200_000) }));
    const limits = { ...archiveLimits, contentBytesMax: 5_000_000 };
    expect(await problemsOf(zipBytes(parts), limits)).toEqual(['archive: It would unpack to more than we take.']);
  });

  it('a hundred problems are told, and no more', async () => {
    const parts = Array.from({ length: 300 }, (_, n) => ({ name: `../${n}` }));
    expect(await problemsOf(zipBytes(parts))).toHaveLength(100);
  });

  it('a hostile name is told without what would reach a terminal', async () => {
    const [problem] = await problemsOf(zipBytes([{ ...good, name: '\u001b[2J\u202eevil' }]));
    expect([...(problem ?? '')].some((c) => '\u001b\u202e'.includes(c))).toBe(false);
  });
});

describe('an archive that is as it should be is read', () => {
  it.each<readonly [string, Buffer]>([
    ['deflated', zipBytes([good, other])],
    ['stored', zipBytes([{ ...good, method: 0 }])],
    [
      'with a descriptor',
      zipBytes([
        {
          ...good,
          flags: 0x0808,
          local: { crc32: 0, packedBytes: 0, bytes: 0 },
          after: descriptor('{"format":"x"}', deflateRawSync('{"format":"x"}').byteLength),
        },
      ]),
    ],
    [
      'with ZIP64 numbers',
      zipBytes([
        { ...good, bytes: 0xffffffff, extra: extraField(1, [14n]), local: { bytes: 14, extra: Buffer.alloc(0) } },
      ]),
    ],
    ['with a ZIP64 end', zipBytes([good], { entries: 0xffff, entriesHere: 0xffff, before: zip64End })],
    ['with zeros that do not take much', zipBytes([{ ...good, content: Buffer.alloc(1_000_000) }])],
  ])('%s', async (_what, archive) => {
    expect(await problemsOf(archive)).toEqual([]);
  });
});
