import { fileOutput, operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { claimDownload, noteHandedOver } from './hand-over.ts';
import { ExportId } from './schema.ts';

/** CLAIMS G1, I11: once, and to somebody who has just shown who they are. */
export const downloadExport = operation({
  name: 'exports.download',
  title: 'Download an export',
  description:
    'The archive, once: when all of it has been sent it is removed. A download that broke off can be begun again within 15 minutes. The person must have signed in within the last ten minutes.',
  http: 'GET /exports/{id}/download',
  permission: 'exports:write',
  feature: undefined,
  limits: ['api.general'],
  input: ExportId,
  output: fileOutput,
  // What it notes (that the one download was taken) is no change of what the organisation keeps.
  writes: false,
  stepUp: 'always',
  countsAnswers: true,
  refuses: ['conflict', 'storage_unavailable'],
  run: async (ctx, { id }) => {
    const row = await claimDownload(ctx, id);
    const bytes = await ctx.objects.get(row.object);
    if (bytes === null) throw fail('storage_unavailable', { detail: `the archive of ${id} has gone` });
    return {
      fileName: row.fileName,
      contentType: 'application/zip',
      stream: toldOfEnd(bytes, () => noteHandedOver(ctx, id)),
    };
  },
});

/** The same bytes; `ended` is called when the last of them has been taken. */
function toldOfEnd(bytes: ReadableStream<Uint8Array>, ended: () => Promise<void>): ReadableStream<Uint8Array> {
  const reader = bytes.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read();
        if (!done) return controller.enqueue(value);
        await ended();
        controller.close();
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
