import { randomFillSync } from 'node:crypto';

/** Drawn at once: asking the generator costs more than what it gives. */
const pool = Buffer.alloc(8_192);
let used = pool.byteLength;

/** `length` random bytes from the system's generator. What is handed out is wiped from the pool: nobody gets it again. */
export function randomBytesFast(length: number): Buffer {
  if (length > pool.byteLength) return randomFillSync(Buffer.alloc(length));
  if (used + length > pool.byteLength) {
    randomFillSync(pool);
    used = 0;
  }
  const bytes = Buffer.from(pool.subarray(used, used + length));
  pool.fill(0, used, used + length);
  used += length;
  return bytes;
}
