import { operation } from '../access/operation.ts';
import { fail } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { askedCategories } from './categories.ts';
import { choiceProblem } from './choice-problem.ts';
import { consentReceipt } from './consent-receipt.ts';
import { countConsentsOf, insertConsent } from './consent-store.ts';
import { readPolicy } from './policy.ts';
import { findConsentStorefront } from './policy-store.ts';
import { ConsentTaken, TakeConsent } from './schema.ts';

/** Choices of one browser that are kept under one id; after so many another id begins. */
const choicesMax = 200;

/**
 * Keeps what a visitor chose. Afterwards the choice and its receipt are both durable, or neither is. For the public door.
 *
 * An id that no choice of this storefront has is not taken over: the choice begins an id of its own, so that nobody plants
 * an id that they know in somebody else's browser. CLAIMS G10.
 *
 * @throws `not_found` unless the storefront is published; `invalid_input` for a policy that was never asked there, and for
 * choices that do not fit it.
 */
export const takeConsent = operation({
  name: 'consents.take',
  title: 'Keep what a visitor chose',
  permission: 'storefronts:write',
  feature: undefined,
  limits: [],
  input: TakeConsent,
  output: ConsentTaken,
  writes: true,
  run: async (ctx, { storefrontId, policy: hash, givenTag, newTag, choices, method, language, userAgent, origin }) => {
    const storefront = await findConsentStorefront(ctx.db, storefrontId);
    if (storefront?.state !== 'published') throw fail('not_found');
    const policy = await readPolicy(ctx.db, storefrontId, hash);
    if (policy === undefined) throw refusal('policy', 'This was not asked here');
    if (policy.snapshot.texts[language] === undefined) throw refusal('language', 'It was not asked in this language');
    const problem = choiceProblem(policy.snapshot.categories, choices, method);
    if (problem !== null) throw fail('invalid_input', { problems: [problem] });
    const ordered = Object.fromEntries(
      askedCategories.filter((name) => choices[name] !== undefined).map((name) => [name, choices[name] === true]),
    );
    const id = newId('cns');
    const at = ctx.now().toISOString();
    const known = await ctx.write(
      consentReceipt(id, { storefront: storefrontId, policy: hash, choices: ordered, method, language, at }),
      async (tx) => {
        const earlier = givenTag === null ? 0 : await countConsentsOf(tx, storefrontId, givenTag);
        const consentId = givenTag !== null && earlier > 0 && earlier < choicesMax ? givenTag : newTag;
        await insertConsent(tx, {
          ...{ id, consentId, storefrontId, policy: hash, choices: JSON.stringify(ordered), method, language, at },
          ...{ userAgent, origin, contactId: null },
        });
        return consentId === givenTag;
      },
    );
    return { id, at, known };
  },
});

function refusal(path: string, message: string) {
  return fail('invalid_input', { problems: [{ path, message }] });
}
