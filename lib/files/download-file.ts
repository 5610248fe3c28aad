import { fileOutput, operation } from '../access/operation.ts';
import { fail } from '../platform/errors.ts';
import { openFileBytes } from './portable.ts';
import { FileId } from './schema.ts';
import { findFile } from './store.ts';

export const downloadFile = operation({
  name: 'files.download',
  title: 'Download a file',
  description:
    'Always as an attachment, never to be shown by a browser. A file that was changed or cut off where it is kept breaks the download off.',
  http: 'GET /files/{id}/download',
  permission: 'files:read',
  feature: undefined,
  limits: ['api.general'],
  input: FileId,
  output: fileOutput,
  writes: false,
  refuses: ['storage_unavailable'],
  run: async (ctx, { id }) => {
    const row = await findFile(ctx.db, id);
    if (!row) throw fail('not_found');
    return {
      fileName: row.name,
      contentType: row.contentType,
      bytes: row.bytes,
      stream: await openFileBytes(ctx.objects, row),
    };
  },
});
