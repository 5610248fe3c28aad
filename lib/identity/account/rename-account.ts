import { accountOperation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { readAccountRow } from './account-store.ts';
import { RenameAccount } from './schema.ts';

/** Changes how others see the person, in every organisation. CLAIMS G2. */
export const renameAccount = accountOperation({
  name: 'account.rename',
  title: 'Change my name',
  limits: ['account.general'],
  input: RenameAccount,
  output: RenameAccount,
  writes: true,
  run: async (ctx, { name }) => {
    const { userId } = ctx.principal;
    return ctx.control.write(async (tx) => {
      const { changes } = await tx.run('UPDATE User SET name = ?, updatedAt = ? WHERE id = ? AND erasing IS NULL', [
        name,
        ctx.now().toISOString(),
        userId,
      ]);
      if (changes === 0) throw fail('unauthorized', { detail: 'the account is gone' });
      return { name: (await readAccountRow(tx, userId)).name ?? name };
    });
  },
});
