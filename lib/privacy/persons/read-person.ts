import { auditOf } from '../../access/audit.ts';
import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import type { Person } from './person.ts';
import { places } from './places.ts';
import { labelRecords } from './record-labels.ts';
import { PersonFindings, type PersonFindingsAnswer, PersonReference } from './schema.ts';
import { groundsOf, isPersonHeld, requirePerson } from './start-erasure.ts';

/** Records of a place that are shown; the count says how many there are. */
const shownRecords = 20;

/** Art. 15: what there is of a person, place by place. CLAIMS G1. */
export const readPerson = operation({
  name: 'persons.read',
  title: 'Find everything about a person',
  description:
    'Reads the whole organisation, texts too. Each look-up stands in the audit log, which does not say whom.',
  http: 'GET /persons/{id}',
  permission: 'persons:read',
  feature: undefined,
  limits: ['api.general', 'persons.search'],
  input: PersonReference,
  output: PersonFindings,
  writes: false,
  run: async (ctx, { id }) => {
    await ctx.services.audit.record({ ...auditOf(ctx), action: 'person.find', outcome: 'ok', detail: { by: 'id' } });
    const found = await presentPerson(ctx, id, await requirePerson(groundsOf(ctx), id));
    // An erasure leaves the id in receipts: nobody is found by that.
    if (found.places.length === 0 && !found.member) throw fail('not_found');
    return found;
  },
});

async function presentPerson(ctx: TenantContext, id: string, person: Person): Promise<PersonFindingsAnswer> {
  const at = groundsOf(ctx);
  const found: PersonFindingsAnswer['places'] = [];
  for (const place of places) {
    const rows = await place.rows(at, person);
    if (rows.length === 0) continue;
    found.push({
      name: place.name,
      title: place.title,
      fate: place.fate,
      erased: place.erase !== null,
      exported: place.notExported === undefined,
      count: rows.length,
      records: await labelRecords(at, place, rows.slice(0, shownRecords)),
    });
  }
  const [name] = person.names;
  return {
    id,
    name: name === undefined ? null : `${name.first} ${name.last}`,
    emails: [...person.emails],
    phones: [...person.phones],
    contactIds: [...person.contactIds],
    member: person.member !== null,
    held: await isPersonHeld(ctx, person),
    places: found,
  };
}
