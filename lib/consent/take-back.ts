import { operation } from '../access/operation.ts';
import { fail } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { consentReceipt } from './consent-receipt.ts';
import { type ConsentRow, insertConsent } from './consent-store.ts';
import { requireConsents } from './own-consents.ts';
import { readStoredConsent } from './policy.ts';
import { findConsentStorefront } from './policy-store.ts';
import { ConsentTakenBack, consentDefaults, TakeBackConsent } from './schema.ts';
import { writtenOnce } from './written-once.ts';

/**
 * Keeps that a visitor withdrew: a choice of its own, no to all that they were asked last. Those before it stay: they prove
 * what was allowed until now. Who has withdrawn already is told of that. It works on a storefront that is no longer
 * published too. GDPR, article 7, paragraph 3.
 */
export const takeBackConsent = operation({
  name: 'consents.takeBack',
  title: 'Keep that a visitor withdrew',
  permission: 'storefronts:write',
  feature: undefined,
  limits: [],
  input: TakeBackConsent,
  output: ConsentTakenBack,
  writes: true,
  run: async (ctx, { storefrontId, tag, origin, userAgent }) => {
    const withdrawn = async () => {
      const [last] = await requireConsents(ctx.db, storefrontId, tag);
      return last.method === 'withdraw' ? last : undefined;
    };
    const id = newId('cns');
    const at = ctx.now().toISOString();
    const withdraw = () =>
      ctx.write(
        ({ policy, choices, language }: ConsentRow) => {
          const facts = { storefront: storefrontId, policy, choices: JSON.parse(choices), language, at } as const;
          return consentReceipt(id, { ...facts, method: 'withdraw' });
        },
        async (tx) => {
          const [last] = await requireConsents(tx, storefrontId, tag);
          if (last.method === 'withdraw') throw fail('conflict');
          const { policy, language, contactId } = last;
          const choices = Object.fromEntries(Object.keys(JSON.parse(last.choices)).map((name) => [name, false]));
          const row: ConsentRow = {
            ...{ id, consentId: tag, storefrontId, onceKey: null, policy, choices: JSON.stringify(choices) },
            ...{ method: 'withdraw', language, at, userAgent, origin, contactId },
          };
          await insertConsent(tx, row);
          return row;
        },
      );
    const kept = await writtenOnce(withdrawn, withdraw);
    const storefront = await findConsentStorefront(ctx.db, storefrontId);
    const settings = storefront && readStoredConsent(storefront.consent).published;
    return { id: kept.id, at: kept.at, askAgainDays: (settings ?? consentDefaults).askAgainDays };
  },
});
