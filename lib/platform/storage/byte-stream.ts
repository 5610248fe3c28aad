/** A piece of a body: all pieces but the last are of one size, and the last is empty only when the whole body is. */
export interface Piece {
  readonly bytes: Buffer;
  readonly last: boolean;
}

/** The body in pieces of `size` bytes, in memory of two pieces at most. Ends with exactly one piece that is the last. */
export async function* piecesOf(body: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Piece> {
  let piece = Buffer.allocUnsafe(size);
  let filled = 0;
  for await (const chunk of body) {
    let at = 0;
    while (at < chunk.byteLength) {
      if (filled === size) {
        yield { bytes: piece, last: false };
        piece = Buffer.allocUnsafe(size);
        filled = 0;
      }
      const taken = Math.min(size - filled, chunk.byteLength - at);
      piece.set(chunk.subarray(at, at + taken), filled);
      filled += taken;
      at += taken;
    }
  }
  yield { bytes: piece.subarray(0, filled), last: true };
}

/**
 * What the generator yields, as a stream that asks for no more than is read. However reading ends, `release` is called: a
 * generator that was never begun runs no `finally` of its own.
 */
export function streamOf(
  generator: AsyncGenerator<Uint8Array>,
  release: () => Promise<unknown>,
): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await generator.next();
          if (!done) return controller.enqueue(value);
        } catch (error) {
          await release();
          throw error;
        }
        await release();
        controller.close();
      },
      async cancel() {
        await generator.return(undefined);
        await release();
      },
    },
    { highWaterMark: 0 },
  );
}

interface SplitStream {
  /** The first bytes: as many as were asked for, or fewer when there are no more. */
  readonly head: Buffer;
  readonly rest: AsyncGenerator<Uint8Array>;
  /** Gives up what was not read. */
  cancel(): Promise<void>;
}

export async function splitHead(stream: ReadableStream<Uint8Array>, bytes: number): Promise<SplitStream> {
  const reader = stream.getReader();
  let head: Buffer = Buffer.alloc(0);
  while (head.byteLength < bytes) {
    const { done, value } = await reader.read();
    if (done) break;
    head = Buffer.concat([head, value]);
  }
  return {
    head: head.subarray(0, bytes),
    rest: chunksOf(reader, head.subarray(bytes)),
    cancel: () => reader.cancel().catch(() => undefined),
  };
}

/** What the reader has still to read, after what was read already. */
export async function* chunksOf(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  first: Uint8Array = new Uint8Array(0),
): AsyncGenerator<Uint8Array> {
  if (first.byteLength > 0) yield first;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}
