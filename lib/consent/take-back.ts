import { operation } from '../access/operation.ts';
import { newId } from '../platform/ids.ts';
import { consentReceipt } from './consent-receipt.ts';
import { insertConsent } from './consent-store.ts';
import { requireConsents } from './own-consents.ts';
import { ConsentTaken, TakeBackConsent } from './schema.ts';

/**
 * Keeps that a visitor withdrew: a choice of its own, no to all that they were asked last. Those before it stay: they prove
 * what was allowed until now. It works on a storefront that is no longer published too. GDPR, article 7, paragraph 3.
 */
export const takeBackConsent = operation({
  name: 'consents.takeBack',
  title: 'Keep that a visitor withdrew',
  permission: 'storefronts:write',
  feature: undefined,
  limits: [],
  input: TakeBackConsent,
  output: ConsentTaken,
  writes: true,
  run: async (ctx, { storefrontId, tag, origin, userAgent }) => {
    const id = newId('cns');
    const at = ctx.now().toISOString();
    await ctx.write(
      ({ policy, choices, language }: Taken) =>
        consentReceipt(id, { storefront: storefrontId, policy, choices, method: 'withdraw', language, at }),
      async (tx) => {
        const [last] = await requireConsents(tx, storefrontId, tag);
        const { policy, language, contactId } = last;
        const choices = Object.fromEntries(Object.keys(JSON.parse(last.choices)).map((name) => [name, false]));
        await insertConsent(tx, {
          ...{ id, consentId: tag, storefrontId, policy, choices: JSON.stringify(choices), method: 'withdraw' },
          ...{ language, at, userAgent, origin, contactId },
        });
        return { policy, choices, language };
      },
    );
    return { id, at, known: true };
  },
});

interface Taken {
  readonly policy: string;
  readonly choices: Readonly<Record<string, boolean>>;
  readonly language: Parameters<typeof consentReceipt>[1]['language'];
}
