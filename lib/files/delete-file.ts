import { z } from 'zod';
import { operation } from '../access/operation.ts';
import { fail } from '../platform/errors.ts';
import { requireNoHold } from '../privacy/holds/active-holds.ts';
import { removeObjects } from './portable.ts';
import { fileContent } from './present.ts';
import { FileId } from './schema.ts';
import { type FileRow, findDealOfFile, findFile, removeFileRow } from './store.ts';

export const deleteFile = operation({
  name: 'files.delete',
  title: 'Delete a file',
  description: 'Its bytes go with it.',
  http: 'DELETE /files/{id}',
  permission: 'files:write',
  feature: undefined,
  limits: ['api.general'],
  input: FileId,
  output: z.null(),
  writes: true,
  refuses: ['legal_hold'],
  status: 204,
  run: async (ctx, { id }) => {
    const { object } = await ctx.write(
      (row: FileRow) => ({ action: 'file.deleted', subject: id, detail: fileContent(row) }),
      async (tx) => {
        const row = await findFile(tx, id);
        if (!row) throw fail('not_found');
        const deal = row.dealId === null ? undefined : await findDealOfFile(tx, row.dealId);
        for (const contactId of [row.contactId, deal?.contactId]) await requireNoHold(tx, contactId ?? undefined);
        await removeFileRow(tx, id);
        return row;
      },
    );
    await removeObjects(ctx, [object]);
    return null;
  },
});
