import { setTimeout as wait } from 'node:timers/promises';
import type { Principal } from '#lib/access/principal.ts';
import { commitImport } from '#lib/crm/import/commit-import.ts';
import { createImport } from '#lib/crm/import/create-import.ts';
import { readImport } from '#lib/crm/import/read-import.ts';
import { endedStates, type ImportAnswer } from '#lib/crm/import/schema.ts';
import { call } from './call.ts';

export function streamOf(bytes: Uint8Array | AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const source = bytes instanceof Uint8Array ? [bytes] : bytes;
  const iterator = asAsync(source);
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await iterator.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
  });
}

async function* asAsync(source: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* source;
}

/** Uploads a file as the API's door would hand it over. */
export function upload(
  principal: Principal,
  file: string | Uint8Array | AsyncIterable<Uint8Array>,
  fileName = 'contacts.csv',
): Promise<ImportAnswer> {
  const bytes = typeof file === 'string' ? Buffer.from(file) : file;
  return call(createImport, principal, { fileName }, { request: { body: streamOf(bytes) } });
}

/** Starts an import and waits for its end. */
export async function commitAndWait(principal: Principal, id: string): Promise<ImportAnswer> {
  await call(commitImport, principal, { id });
  return importEnd(principal, id);
}

export async function importEnd(principal: Principal, id: string): Promise<ImportAnswer> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await wait(10)) {
    const found = await call(readImport, principal, { id });
    if (endedStates.has(found.state)) return found;
  }
  throw new Error('the import did not end within a minute');
}
