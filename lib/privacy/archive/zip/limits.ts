/** What an archive may be at most. Counted while reading: what an archive says of itself is never believed. */
export interface ArchiveLimits {
  /** Bytes of the archive as it came. */
  readonly archiveBytesMax: number;
  readonly entriesMax: number;
  /** Bytes of the directory at the end. */
  readonly directoryBytesMax: number;
  /** Bytes of all entries together, unpacked. */
  readonly contentBytesMax: number;
  /** An entry that unpacks to more than `ratioFreeBytes` may not unpack to more than this many times what it takes up. */
  readonly ratioMax: number;
  readonly ratioFreeBytes: number;
  readonly nameBytesMax: number;
  /** Segments of a name. */
  readonly depthMax: number;
}

const mebibyte = 1_048_576;

/**
 * Rows as JSON shrink to a tenth, or a fiftieth where they repeat; DEFLATE alone can do 1,032 times. Our own archives keep
 * the bytes of files as they are, so that the ratio tells a bomb from a record.
 */
export const archiveLimits: ArchiveLimits = {
  archiveBytesMax: 2_048 * mebibyte,
  entriesMax: 200_000,
  directoryBytesMax: 64 * mebibyte,
  contentBytesMax: 32_768 * mebibyte,
  ratioMax: 200,
  ratioFreeBytes: mebibyte,
  nameBytesMax: 200,
  depthMax: 4,
};
