import type { Connection } from './connect.ts';

/** The bytes of an export that is ready, part by part. The one download of it is used up by this. */
export async function* exportParts(connection: Connection, org: string, id: string): AsyncGenerator<Uint8Array> {
  for (let from: number | null = 0; from !== null; ) {
    const part: { readonly base64: string; readonly next: number | null } = await connection.call({
      operation: 'exports.downloadPart',
      org,
      input: { id, from },
    });
    yield Buffer.from(part.base64, 'base64');
    from = part.next;
  }
}
