import { fileOutput, operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { findAttachedExport } from './answer-export.ts';
import { asOpenAnswer } from './find-answer.ts';
import { findRequest, replaceRequest } from './request-store.ts';
import { SubjectRequestId } from './schema.ts';
import { downloadsMax } from './terms.ts';

/**
 * The archive that goes with an answer, counted as fetched once more: of N at once with L left exactly L get it. For the public
 * page, once a code was typed.
 */
export const fetchExport = operation({
  name: 'subjectRequests.fetchExport',
  title: 'Give the export of an answer to its person',
  permission: 'subjectRequests:write',
  feature: undefined,
  limits: [],
  input: SubjectRequestId,
  output: fileOutput,
  writes: true,
  run: async (ctx, { id }) => {
    const now = ctx.now();
    const row = await findRequest(ctx.db, id);
    const archive = row === undefined ? undefined : await findAttachedExport(ctx.db, row);
    if (archive?.state !== 'ready' || archive.object === null) throw fail('not_found');
    const stream = await ctx.objects.get(archive.object);
    if (stream === null) throw fail('not_found');
    try {
      await ctx.write({ action: 'subjectRequest.downloaded', subject: id, detail: {} }, async (tx) => {
        const found = await findRequest(tx, id);
        const open = found === undefined ? null : asOpenAnswer(found, now);
        if (found === undefined || open === null || found.answerDownloads >= downloadsMax) throw fail('not_found');
        await replaceRequest(tx, { ...found, answerDownloads: found.answerDownloads + 1 });
      });
    } catch (error) {
      await stream.cancel();
      throw error;
    }
    return { fileName: archive.fileName, contentType: 'application/zip', stream };
  },
});
