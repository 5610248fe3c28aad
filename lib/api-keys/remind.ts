import { operation } from '../access/operation.ts';
import { fail, isHoldfastError } from '../platform/errors.ts';
import { expiryMail } from './key-mails.ts';
import { mailKeepers } from './mail-keepers.ts';
import { dueReminder } from './reminders.ts';
import { ApiKeyId, JobDone } from './schema.ts';
import { findKey } from './store.ts';
import { markReminded } from './warning-store.ts';

/**
 * Reminds an organisation's owners and admins that a key expires, if a reminder is due. Afterwards it is noted as sent,
 * with a receipt, and is not sent again. Run by the job queue; a process that ends between sending and noting is the one
 * way in which a reminder comes twice.
 */
export const remindOfExpiry = operation({
  name: 'apiKeys.remind',
  title: 'Remind of an expiring API key',
  permission: 'apiKeys:write',
  feature: undefined,
  limits: [],
  input: ApiKeyId,
  output: JobDone,
  writes: true,
  run: async (ctx, { id }) => {
    const row = await findKey(ctx.directory, ctx.org.id, id);
    if (!row) throw fail('not_found');
    const due = dueReminder(row, ctx.now());
    if (due === null) return { done: true as const };
    const { days, expiresAt } = due;
    await mailKeepers(ctx, row, (to, key) => expiryMail(to, key, days, expiresAt));
    try {
      await ctx.directory.write(
        { action: 'apiKey.reminded', subject: id, detail: { name: row.name, prefix: row.prefix, days, expiresAt } },
        async (tx) => {
          if (!(await markReminded(tx, ctx.org.id, id, due))) throw fail('conflict');
        },
      );
    } catch (error) {
      // It was noted in the meantime, or the key ends at another time now: the next look says what is due then.
      if (!isHoldfastError(error) || error.code !== 'conflict') throw error;
    }
    return { done: true as const };
  },
});
