import { auditOf } from '../../access/audit.ts';
import { fileOutput, publicOperation } from '../../access/operation.ts';
import { sha256 } from '../../platform/crypto/digest.ts';
import { fail, isHoldfastError } from '../../platform/errors.ts';
import { findByTicket } from './code-store.ts';
import { fetchExport } from './fetch-export.ts';
import { inOrganization } from './in-organization.ts';
import { SubjectDownload } from './schema.ts';

/**
 * The export that goes with an answer, for whoever opened the answer a moment ago. Each call that is answered is one of the
 * few that there are, and stands in the audit log. A token that never was, is too old or was of an answer taken back is
 * answered alike.
 */
export const downloadAnswer = publicOperation({
  name: 'subjectRequests.download',
  title: 'Fetch the export of an answer',
  description:
    'For the page that shows an answer to the person who asked: it gives them a token for a quarter of an hour. Each answer is one of five downloads.',
  http: 'GET /subject-answers/{token}/export',
  limits: ['subjectRequests.address'],
  input: SubjectDownload,
  output: fileOutput,
  writes: false,
  countsAnswers: true,
  refuses: ['not_found', 'storage_unavailable'],
  run: async (ctx, { token }) => {
    const found = await findByTicket(ctx.control, sha256(token), ctx.now().toISOString());
    const orgId = found?.orgId ?? null;
    const detail = found === undefined ? {} : { detail: { requestId: found.requestId } };
    const event = { ...auditOf(ctx), action: 'subjectRequest.download', orgId, ...detail } as const;
    try {
      if (found === undefined) throw fail('not_found');
      const file = await inOrganization(ctx, found.orgId, fetchExport, { id: found.requestId });
      await ctx.services.audit.record({ ...event, outcome: 'ok' });
      return file;
    } catch (error) {
      if (isHoldfastError(error) && error.code === 'not_found') {
        const key = `download ${ctx.request.address} ${found?.requestId ?? 'unknown'}`;
        await ctx.services.audit.recordOnce(
          { ...event, outcome: 'refused', reason: 'no_export' },
          { key, windowSeconds: 60 },
        );
      }
      throw error;
    }
  },
});
