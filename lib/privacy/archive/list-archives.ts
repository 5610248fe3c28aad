import { operation } from '../../access/operation.ts';
import { listArchiveRows } from './archive-store.ts';
import { presentArchive } from './present.ts';
import { ArchiveList, ListArchives } from './schema.ts';

const archivesMax = 100;

export const listArchives = operation({
  name: 'archives.list',
  title: 'List archives',
  description: 'The last hundred, newest first.',
  http: 'GET /archives',
  permission: 'exports:read',
  feature: undefined,
  limits: ['api.general'],
  input: ListArchives,
  output: ArchiveList,
  writes: false,
  run: async (ctx) => ({ data: (await listArchiveRows(ctx.db, archivesMax)).map(presentArchive) }),
});
