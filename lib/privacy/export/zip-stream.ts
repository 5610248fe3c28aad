import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ZipFile } from 'yazl';

export interface ZippedFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Adds one file; the next may be added once this has settled. */
export type AddFile = (
  path: string,
  body: AsyncIterable<Uint8Array>,
  options?: { readonly deflate?: boolean },
) => Promise<ZippedFile>;

/** Between speed and size: 6 takes twice the time for a twentieth less. */
const compressionLevel = 4;

/**
 * The ZIP file that `fill` adds files to, as it grows; ZIP64 where it has to be. Nothing is held but what is on its way, and
 * between two pieces others have their turn. Giving up reading ends the body that is being read.
 *
 * @throws what `fill` and the bodies throw, to whoever reads.
 */
export async function* zipStream(at: Date, fill: (add: AddFile) => Promise<void>): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  // Its declaration says less than what it is.
  const output = zip.outputStream as Readable;
  let current: Readable | undefined;
  const add: AddFile = (path, body, { deflate = true } = {}) =>
    new Promise((resolve, reject) => {
      const digest = createHash('sha256');
      let bytes = 0;
      async function* passed(): AsyncGenerator<Uint8Array> {
        for await (const piece of body) {
          digest.update(piece);
          bytes += piece.byteLength;
          yield piece;
          await nextTurn();
        }
      }
      const source = Readable.from(passed(), { objectMode: false });
      current = source;
      source.on('error', reject);
      source.on('close', () => reject(new Error('given up')));
      source.on('end', () => resolve({ path, bytes, sha256: digest.digest('hex') }));
      zip.addReadStreamLazy(
        path,
        { mtime: at, mode: 0o100600, compressionLevel: deflate ? compressionLevel : 0 },
        (start) => start(null, source),
      );
    });
  const filling = fill(add).then(
    () => zip.end(),
    (error: unknown) => {
      output.destroy(error instanceof Error ? error : new Error(String(error)));
    },
  );
  try {
    yield* output as AsyncIterable<Uint8Array>;
  } finally {
    current?.destroy();
    output.destroy();
    await filling;
  }
}
