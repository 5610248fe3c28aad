import { operation } from '../access/operation.ts';
import { fail } from '../platform/errors.ts';
import { presentFiles } from './present.ts';
import { FileId, FileRecord } from './schema.ts';
import { findFile } from './store.ts';

export const readFile = operation({
  name: 'files.read',
  title: 'Read what is known of a file',
  http: 'GET /files/{id}',
  permission: 'files:read',
  feature: undefined,
  limits: ['api.general'],
  input: FileId,
  output: FileRecord,
  writes: false,
  run: async (ctx, { id }) => {
    const row = await findFile(ctx.db, id);
    const [file] = row ? await presentFiles(ctx.db, [row], ctx.principal) : [];
    if (file === undefined) throw fail('not_found');
    return file;
  },
});
