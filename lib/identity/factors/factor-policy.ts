import { operation } from '../../access/operation.ts';
import type { SqlReader } from '../../platform/db/types.ts';
import { fail } from '../../platform/errors.ts';
import { NoInput } from '../schema.ts';
import { noteFactorDueIn } from './factor-due.ts';
import { FactorPolicy, UpdateFactorPolicy } from './schema.ts';

interface PolicyRow {
  readonly requiredOf: 'administrators' | 'everybody';
  readonly graceDays: number;
  readonly members: number;
  readonly withFactor: number;
}

/** Who needs a second factor in the organisation, and how many have one. */
export const readFactorPolicy = operation({
  name: 'factorPolicy.read',
  title: 'See who needs a second factor',
  permission: 'members:read',
  feature: undefined,
  limits: ['api.general'],
  input: NoInput,
  output: FactorPolicy,
  writes: false,
  run: (ctx) => policyOf(ctx.directory, ctx.org.id),
});

/**
 * Says who needs a second factor and how long they have to add one, for owners. Who needs one from now on gets a date; dates
 * that stand stay.
 * @throws what {@link requireFactor} throws.
 */
export const updateFactorPolicy = operation({
  name: 'factorPolicy.update',
  title: 'Say who needs a second factor',
  permission: 'factors:write',
  feature: undefined,
  limits: ['api.general'],
  input: UpdateFactorPolicy,
  output: FactorPolicy,
  writes: true,
  stepUp: 'always',
  run: (ctx, { requiredOf, graceDays }) =>
    ctx.directory.write(
      {
        action: 'factorPolicy.updated',
        subject: ctx.org.id,
        detail: { requiredOf, graceDays },
      },
      async (tx) => {
        await tx.run('UPDATE Organization SET factorRequiredOf = ?, factorGraceDays = ?, updatedAt = ? WHERE id = ?', [
          requiredOf,
          graceDays,
          ctx.now().toISOString(),
          ctx.org.id,
        ]);
        await noteFactorDueIn(tx, ctx.org.id, ctx.now());
        return policyOf(tx, ctx.org.id);
      },
    ),
});

async function policyOf(db: SqlReader, orgId: string): Promise<PolicyRow> {
  const row = await db.get<PolicyRow>(
    `SELECT o.factorRequiredOf AS requiredOf, o.factorGraceDays AS graceDays, count(m.id) AS members,
            coalesce(sum(EXISTS (SELECT 1 FROM Passkey p WHERE p.userId = m.userId)
              OR EXISTS (SELECT 1 FROM TotpFactor t WHERE t.userId = m.userId AND t.confirmedAt IS NOT NULL)), 0) AS withFactor
       FROM Organization o
       LEFT JOIN Membership m ON m.orgId = o.id
         AND (m.role IN ('owner', 'admin') OR o.factorRequiredOf = 'everybody')
      WHERE o.id = ? GROUP BY o.id`,
    [orgId],
  );
  if (!row) throw fail('not_found');
  return row;
}
