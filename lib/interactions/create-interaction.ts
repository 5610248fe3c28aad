import { operation } from '../access/operation.ts';
import { fail } from '../platform/errors.ts';
import { interactionContent, presentInteraction } from './present.ts';
import { CreateInteraction, ReportedInteraction } from './schema.ts';
import { writeReports } from './write-reports.ts';

export const createInteraction = operation({
  name: 'interactions.create',
  title: 'Report an interaction',
  description:
    'The same `externalId` with the same content is stored once: reported again, it answers 200 with what is stored, and `duplicate` is true. With different content it is refused with `conflict`. Interactions are never changed.',
  http: 'POST /interactions',
  permission: 'interactions:write',
  feature: undefined,
  limits: ['api.general'],
  input: CreateInteraction,
  output: ReportedInteraction,
  writes: true,
  refuses: ['conflict'],
  status: 201,
  otherStatus: { status: 200, when: ({ duplicate }) => duplicate },
  location: ({ id }) => `/interactions/${id}`,
  run: (ctx, report) =>
    writeReports(ctx, [{ report }], {
      present: ([verdict]) => {
        if (verdict === undefined) throw fail('internal', { detail: 'a report without a verdict' });
        if (verdict.status === 'refused') throw verdict.refusal;
        const { row, contactName, status } = verdict;
        return { ...presentInteraction(row, contactName, ctx.principal), duplicate: status === 'duplicate' };
      },
      receipt: ({ duplicate: _duplicate, ...created }) => ({
        action: 'interaction.created',
        subject: created.id,
        detail: interactionContent(created),
      }),
    }),
});
