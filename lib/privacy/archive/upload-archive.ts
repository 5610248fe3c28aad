import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { checkJob } from './archive-jobs.ts';
import { presentArchive } from './present.ts';
import { receiveArchive } from './receive-archive.ts';
import { Archive, archiveUploadBytesMax, UploadArchive } from './schema.ts';

/** CLAIMS G4: what was exported elsewhere, taken in here. */
export const uploadArchive = operation({
  name: 'archives.upload',
  title: 'Upload an archive',
  description:
    'The body is the ZIP file that an export made. It is stored sealed and checked in the background; nothing of it is taken ' +
    'in before it is started. A person must have signed in within the last ten minutes.',
  http: 'POST /archives',
  permission: 'exports:write',
  feature: undefined,
  limits: ['api.general', 'archives.upload'],
  input: UploadArchive,
  output: Archive,
  writes: true,
  stepUp: 'always',
  refuses: ['conflict', 'storage_unavailable'],
  status: 201,
  location: (created) => `/archives/${created.id}`,
  body: 'stream',
  bodyBytesMax: archiveUploadBytesMax,
  run: async (ctx, input) => {
    const { body, fileName } = ctx.request;
    if (body === null)
      throw fail('invalid_input', { problems: [{ path: 'file', message: 'Send a file as the body.' }] });
    const row = await receiveArchive(ctx, {
      fileName: plainName(input.fileName ?? fileName),
      // Web streams are async iterables in Node; the DOM types do not say so.
      body: body as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>,
      bytesMax: archiveUploadBytesMax,
    });
    await ctx.services.jobs.enqueue(checkJob(ctx, row.id));
    return presentArchive(row);
  },
});

/** A file name, fit to be shown and told in a receipt. */
export function plainName(name: string | undefined): string {
  const plain = (name ?? '')
    .replace(/\p{C}+/gu, ' ')
    .slice(0, 200)
    .toWellFormed()
    .trim();
  return plain === '' ? 'archive.zip' : plain;
}
