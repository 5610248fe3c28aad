import { fail } from '../../platform/errors.ts';
import type { OrganizationObjects } from '../../platform/storage/object-store.ts';
import type { ByteSource } from './zip/byte-source.ts';

/** What is kept of what was read last: headers of entries stand close to each other. */
const windowBytes = 128 * 1_024;
const smallBytes = 16 * 1_024;

/** An object of the organisation as a source that can be read from any place on. */
export function objectSource(objects: OrganizationObjects, name: string, size: number): ByteSource {
  let window: { readonly start: number; readonly bytes: Buffer } | null = null;

  async function* stream(start: number, end: number): AsyncGenerator<Uint8Array, void, undefined> {
    const body = await objects.get(name, start);
    if (body === null) throw fail('storage_unavailable', { detail: `the object ${name} is not there` });
    const reader = body.getReader();
    try {
      for (let left = end - start; left > 0; ) {
        const { done, value } = await reader.read();
        if (done) throw fail('storage_unavailable', { detail: `the object ${name} ends before its size` });
        yield value.byteLength <= left ? value : value.subarray(0, left);
        left -= value.byteLength;
      }
    } finally {
      await reader.cancel();
    }
  }

  return {
    size,
    async *read(start, end) {
      if (end <= start) return;
      if (end - start > smallBytes) {
        yield* stream(start, end);
        return;
      }
      if (window === null || start < window.start || end > window.start + window.bytes.byteLength) {
        const pieces: Uint8Array[] = [];
        for await (const piece of stream(start, Math.min(size, start + windowBytes))) pieces.push(piece);
        window = { start, bytes: Buffer.concat(pieces) };
      }
      yield window.bytes.subarray(start - window.start, end - window.start);
    },
  };
}
