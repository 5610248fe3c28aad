/** Bytes that can be read from any place on. */
export interface ByteSource {
  readonly size: number;
  /** The bytes from `start` to `end` (exclusive), in pieces of any size. */
  read(start: number, end: number): AsyncIterable<Uint8Array>;
}

/**
 * The bytes from `start` on, `length` of them, held in memory.
 * @throws RangeError when the source ends before.
 */
export async function readBytes(source: ByteSource, start: number, length: number): Promise<Buffer> {
  if (start < 0 || length < 0 || start + length > source.size) throw new RangeError('outside of the source');
  const pieces: Uint8Array[] = [];
  let got = 0;
  for await (const piece of source.read(start, start + length)) {
    pieces.push(piece);
    got += piece.byteLength;
  }
  if (got !== length) throw new RangeError('the source ended early');
  return Buffer.concat(pieces);
}

/** Takes exact numbers of bytes off a stream of pieces, one after the other. */
export class ByteCursor {
  readonly #pieces: AsyncIterator<Uint8Array>;
  #waiting: Buffer = Buffer.alloc(0);

  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.#pieces = pieces[Symbol.asyncIterator]();
  }

  /** @returns null when the stream ends before. */
  async take(length: number): Promise<Buffer | null> {
    while (this.#waiting.byteLength < length) {
      const { done, value } = await this.#pieces.next();
      if (done === true) return null;
      this.#waiting = Buffer.concat([this.#waiting, value]);
    }
    const taken = this.#waiting.subarray(0, length);
    this.#waiting = this.#waiting.subarray(length);
    return taken;
  }

  async close(): Promise<void> {
    await this.#pieces.return?.();
  }
}
