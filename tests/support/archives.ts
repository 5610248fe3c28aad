import type { UserPrincipal } from '#lib/access/principal.ts';
import { readArchive } from '#lib/privacy/archive/read-archive.ts';
import type { ArchiveAnswer } from '#lib/privacy/archive/schema.ts';
import { startArchive } from '#lib/privacy/archive/start-archive.ts';
import { uploadArchive } from '#lib/privacy/archive/upload-archive.ts';
import { call } from './call.ts';
import { eventually } from './eventually.ts';
import { streamOf } from './imports.ts';

/** Uploads an archive and waits until it was checked. */
export async function checkedArchive(principal: UserPrincipal, zip: Buffer): Promise<ArchiveAnswer> {
  const { id } = await call(
    uploadArchive,
    principal,
    { fileName: 'acme.zip' },
    { request: { body: streamOf(zip), door: 'cli' } },
  );
  return archiveLeaving(principal, id, ['checking', 'uploading']);
}

/** The archive once it is in none of the states any more. */
export function archiveLeaving(
  principal: UserPrincipal,
  id: string,
  states: readonly ArchiveAnswer['state'][],
): Promise<ArchiveAnswer> {
  return eventually(`the archive has left ${states.join(' and ')}`, async () => {
    const found = await call(readArchive, principal, { id }, { request: { door: 'cli' } });
    return states.includes(found.state) ? null : found;
  });
}

/** Starts an archive that was checked and waits for its end. */
export async function takenIn(principal: UserPrincipal, id: string): Promise<ArchiveAnswer> {
  await call(startArchive, principal, { id }, { request: { door: 'cli' } });
  return archiveLeaving(principal, id, ['running']);
}
