import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { claimDownload, claimedDownload, noteHandedOver } from './hand-over.ts';
import { ExportPart, ExportPartInput } from './schema.ts';

/** What one part holds at least, but for the last one. */
const partBytes = 2 * 1024 * 1024;

/** The same archive for the command line, which takes it part by part. */
export const downloadExportPart = operation({
  name: 'exports.downloadPart',
  title: 'Download a part of an export',
  permission: 'exports:write',
  feature: undefined,
  limits: ['api.general'],
  input: ExportPartInput,
  output: ExportPart,
  writes: true,
  stepUp: 'always',
  run: async (ctx, { id, from }) => {
    const row = await (from === 0 ? claimDownload(ctx, id) : claimedDownload(ctx, id));
    const stream = await ctx.objects.get(row.object, from);
    if (stream === null) throw fail('storage_unavailable', { detail: `the archive of ${id} has gone` });
    const pieces: Uint8Array[] = [];
    let bytes = 0;
    const reader = stream.getReader();
    let ended = false;
    while (bytes < partBytes) {
      const { done, value } = await reader.read();
      ended = done;
      if (done) break;
      pieces.push(value);
      bytes += value.byteLength;
    }
    await reader.cancel();
    if (ended) await noteHandedOver(ctx, id);
    return { base64: Buffer.concat(pieces).toString('base64'), next: ended ? null : from + bytes };
  },
});
