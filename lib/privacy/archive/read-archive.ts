import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { findArchiveRow } from './archive-store.ts';
import { presentArchive } from './present.ts';
import { Archive, ArchiveId } from './schema.ts';

export const readArchive = operation({
  name: 'archives.read',
  title: 'Read an archive',
  description: 'Where it is on its way in, what is in it, and why it was refused.',
  http: 'GET /archives/{id}',
  permission: 'exports:read',
  feature: undefined,
  limits: ['api.general'],
  input: ArchiveId,
  output: Archive,
  writes: false,
  run: async (ctx, { id }) => {
    const row = await findArchiveRow(ctx.db, id);
    if (row === undefined) throw fail('not_found');
    return presentArchive(row);
  },
});
