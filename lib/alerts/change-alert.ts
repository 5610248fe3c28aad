import type { z } from 'zod';
import { fail } from '../platform/errors.ts';
import type { TenantContext } from '../tenancy/context.ts';
import { type AlertRow, findAlert, replaceAlert } from './alert-store.ts';
import { presentAlert } from './present.ts';
import type { Alert } from './schema.ts';

/**
 * What a person says of an alert, under a receipt that names its rule and subject.
 * @param decide what becomes of the alert's columns; may refuse.
 * @returns the alert as it is afterwards.
 * @throws `not_found`, and what `decide` throws.
 */
export function changeAlert(
  ctx: TenantContext,
  id: string,
  action: 'alert.acknowledged' | 'alert.resolved',
  decide: (row: AlertRow) => Partial<AlertRow>,
): Promise<z.output<typeof Alert>> {
  return ctx.writeAnswer(
    ({ rule, subject, count }: AlertRow) => ({ action, subject: id, detail: { rule, subject, count } }),
    async (tx) => {
      const row = await findAlert(tx, id);
      if (row === undefined) throw fail('not_found');
      const after = { ...row, ...decide(row) };
      await replaceAlert(tx, after);
      return after;
    },
    presentAlert,
  );
}
