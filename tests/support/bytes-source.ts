import type { ByteSource } from '#lib/privacy/archive/zip/byte-source.ts';

/** Bytes in memory as a source of an archive, handed out in small pieces. */
export function bytesSource(bytes: Buffer, pieceBytes = 65_536): ByteSource {
  return {
    size: bytes.byteLength,
    async *read(start, end) {
      for (let at = start; at < end; at += pieceBytes) yield bytes.subarray(at, Math.min(end, at + pieceBytes));
    },
  };
}
