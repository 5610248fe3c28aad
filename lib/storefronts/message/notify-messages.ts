import type { z } from 'zod';
import type { LimitVerdict } from '../../access/limits.ts';
import { operation } from '../../access/operation.ts';
import type { SqlReader } from '../../platform/db/types.ts';
import type { Mail } from '../../platform/mail/mailer.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import { collectedMail, heldMail, messageMail, type ShownMessage } from './mails.ts';
import { countUntold, findForm, listHeldRows, newestTaken, readUntold } from './message-store.ts';
import { notifyKind } from './notify-job.ts';
import { NotifyMessages, NotifyState } from './schema.ts';

const retrySeconds = 300;

/**
 * Mails the organisation about messages of a storefront that nobody was mailed about: one by itself, several in one mail.
 * More mails than the limits allow in an hour are not sent; what comes meanwhile is told of in the next. Run by the job
 * queue, one job a storefront. A process that ends between mail and receipt is the one way in which a mail comes twice.
 */
export const notifyMessages = operation({
  name: notifyKind,
  title: 'Tell an organisation of messages',
  permission: 'contacts:write',
  feature: undefined,
  limits: [],
  input: NotifyMessages,
  output: NotifyState,
  writes: true,
  run: async (ctx, { id }) => {
    const count = await readUntold(ctx.db, id);
    const form = count === 0 ? undefined : await findForm(ctx.db, id);
    if (form === undefined) return { done: true };
    const to = form.notify === null ? await findHeads(ctx.directory, ctx.org.id) : [form.notify];
    const { limiter } = ctx.services;
    const verdict = await limiter.take('messages.mail', id);
    if (!verdict.allowed) return later(verdict);
    // Storefronts come and go, and each may name anybody: what all of them send to such addresses is counted too.
    const named = form.notify === null ? null : await limiter.take('messages.mailNamed', ctx.org.id);
    const back = async () => {
      await limiter.refund('messages.mail', id, verdict);
      if (named !== null) await limiter.refund('messages.mailNamed', ctx.org.id, named);
    };
    if (named?.allowed === false) {
      await limiter.refund('messages.mail', id, verdict);
      return later(named);
    }
    const write = await mailAbout(ctx, id, form.name, count);
    let reached = 0;
    for (const address of to) {
      try {
        await ctx.services.mailer.send(write(address));
        reached += 1;
      } catch (error) {
        ctx.services.log.warn({ err: error, storefrontId: id }, 'mail about a message was not taken');
      }
    }
    if (reached === 0 && to.length > 0) {
      await back();
      return { done: false, delaySeconds: retrySeconds };
    }
    await ctx.write({ action: 'message.notified', subject: id, detail: { messages: count, reached } }, (tx) =>
      countUntold(tx, id, -count),
    );
    return { done: (await readUntold(ctx.db, id)) === 0 };
  },
});

function later({ retryAfterSeconds }: LimitVerdict): z.output<typeof NotifyState> {
  return { done: false, delaySeconds: Math.max(1, Math.ceil(retryAfterSeconds)) };
}

/** How each of them is written to. */
async function mailAbout(
  ctx: TenantContext,
  storefrontId: string,
  form: string,
  count: number,
): Promise<(to: string) => Mail> {
  const base = `${ctx.services.origin}/${ctx.org.slug}`;
  const [held] = await listHeldRows(ctx.db, storefrontId, null, 1);
  const taken = await newestTaken(ctx.db, storefrontId);
  const heldIsNewest = held !== undefined && (taken === undefined || held.at > taken.occurredAt);
  const queue = `${base}/storefronts/messages`;
  if (count > 1) {
    return (to) => collectedMail(to, { form, url: heldIsNewest ? queue : `${base}/interactions?channel=web` }, count);
  }
  if (heldIsNewest || taken === undefined) return (to) => heldMail(to, { form, url: queue });
  const { name, email, phone = null, company = null } = JSON.parse(taken.metadata) as Said;
  const shown = { name, email, phone, company, message: taken.body ?? '' };
  return (to) => messageMail(to, { form, url: `${base}/contacts/${taken.contactId}` }, shown);
}

type Said = Pick<ShownMessage, 'name' | 'email'> & Partial<Pick<ShownMessage, 'phone' | 'company'>>;

/** Who hears of messages where the storefront names nobody. */
async function findHeads(db: SqlReader, orgId: string): Promise<string[]> {
  const rows = await db.all<{ email: string }>(
    `SELECT u.email FROM Membership m JOIN User u ON u.id = m.userId
      WHERE m.orgId = ? AND m.role IN ('owner', 'admin') ORDER BY m.id`,
    [orgId],
  );
  return rows.map(({ email }) => email);
}
