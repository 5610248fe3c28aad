import { auditOf } from '../../access/audit.ts';
import { operation } from '../../access/operation.ts';
import { presentExport } from '../export/present.ts';
import { DataExport } from '../export/schema.ts';
import { makePersonExport } from './make-person-export.ts';
import { PersonReference } from './schema.ts';
import { groundsOf, requirePerson } from './start-erasure.ts';

/** Art. 15 and 20. CLAIMS G1. */
export const exportPerson = operation({
  name: 'persons.export',
  title: 'Export everything about a person',
  description:
    'One ZIP file with JSON and tables of what is about the person, and the bytes of their files. It is ready at once, can ' +
    'be downloaded once as any export can, and is removed after seven days.',
  http: 'POST /persons/{id}/export',
  permission: 'persons:write',
  feature: undefined,
  limits: ['api.general', 'persons.search'],
  input: PersonReference,
  output: DataExport,
  writes: true,
  refuses: ['storage_unavailable'],
  status: 201,
  location: ({ id }) => `/exports/${id}`,
  run: async (ctx, { id }) => {
    const person = await requirePerson(groundsOf(ctx), id);
    await ctx.services.audit.record({ ...auditOf(ctx), action: 'person.export', outcome: 'ok' });
    return presentExport(await makePersonExport(ctx, person), null);
  },
});
