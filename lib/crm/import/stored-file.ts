import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SqlReader } from '../../platform/db/types.ts';
import { pieceBytes, readPiece } from './store.ts';

/** What is handed to the parser at once; between two portions others have their turn. */
const portionBytes = 64 * 1024;

/** The stored file from a byte on. One piece of it is in memory at a time. */
export async function* storedFile(
  db: SqlReader,
  importId: string,
  fromByte: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  let offset = fromByte % pieceBytes;
  for (let n = Math.floor(fromByte / pieceBytes); ; n += 1) {
    const piece = await readPiece(db, importId, n);
    if (piece === undefined) return;
    for (; offset < piece.length; offset += portionBytes) {
      yield piece.subarray(offset, offset + portionBytes);
      await nextTurn();
    }
    offset = 0;
  }
}
