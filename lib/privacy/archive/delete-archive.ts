import { z } from 'zod';
import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import { findArchiveRow, removeArchiveRow } from './archive-store.ts';
import { archiveObject } from './receive-archive.ts';
import { ArchiveId } from './schema.ts';

export const deleteArchive = operation({
  name: 'archives.delete',
  title: 'Delete an archive',
  description:
    'Removes the archive and what is noted of it: also the list of people. Records that it brought stay, and so does the old ledger.',
  http: 'DELETE /archives/{id}',
  permission: 'exports:write',
  feature: undefined,
  limits: ['api.general'],
  input: ArchiveId,
  output: z.void(),
  writes: true,
  refuses: ['conflict'],
  status: 204,
  run: (ctx, { id }) => removeArchive(ctx, id),
});

async function removeArchive(ctx: TenantContext, id: string): Promise<void> {
  const found = await findArchiveRow(ctx.db, id);
  if (found === undefined) throw fail('not_found');
  requireStopped(found.state);
  // The object first: a crash in between leaves a row that can be deleted again, never an object that nobody knows of.
  await ctx.objects.remove(archiveObject(id));
  await ctx.write(
    { action: 'archive.deleted', subject: id, detail: { state: found.state, rowsDone: found.rowsDone } },
    async (tx) => {
      const now = await findArchiveRow(tx, id);
      if (now === undefined) throw fail('not_found');
      requireStopped(now.state);
      await removeArchiveRow(tx, id);
    },
  );
}

function requireStopped(state: string): void {
  if (state === 'running') throw fail('conflict', { message: 'It is being taken in. Wait until it has ended.' });
}
