import { auditOf } from '../../access/audit.ts';
import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { folded } from '../../platform/fields.ts';
import type { Person } from './person.ts';
import { presentErasure } from './present-erasure.ts';
import { ErasePerson, PersonErasure } from './schema.ts';
import { groundsOf, requirePerson, startErasure } from './start-erasure.ts';

/** Art. 17. CLAIMS G3. */
export const erasePerson = operation({
  name: 'persons.erase',
  title: 'Erase a person',
  description:
    'Everything of the person goes from the organisation, for good: contacts and what hangs on them, files, details of ' +
    'receipts, cached exports. It happens in the background; read the erasure to see how far it is. Receipts stay without ' +
    'detail, and the ledger verifies. Backups made before lose the person when they are restored.',
  http: 'POST /persons/{id}/erase',
  permission: 'persons:write',
  feature: undefined,
  limits: ['api.general', 'persons.search'],
  input: ErasePerson,
  output: PersonErasure,
  writes: true,
  stepUp: 'always',
  refuses: ['legal_hold', 'conflict'],
  status: 202,
  run: async (ctx, { id, confirm, deals, requestId }) => {
    const person = await requirePerson(groundsOf(ctx), id);
    if (!isConfirmed(person, confirm)) {
      const message = 'Type the person’s name or e-mail address.';
      throw fail('invalid_input', { problems: [{ path: 'confirm', message }] });
    }
    await ctx.services.audit.record({ ...auditOf(ctx), action: 'person.erase', outcome: 'ok', detail: { deals } });
    const erasure = await startErasure(ctx, person, { deals, requestId });
    return presentErasure(ctx.db, erasure);
  },
});

function isConfirmed({ names, emails, contactIds }: Person, typed: string): boolean {
  const given = folded(typed.trim());
  const accepted = [...names.map(({ first, last }) => `${first} ${last}`), ...emails];
  // Who has neither a name nor an address is called by the id.
  return (accepted.length === 0 ? contactIds : accepted).some((text) => folded(text) === given);
}
