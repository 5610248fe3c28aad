import type { z } from 'zod';
import { limitHeaders } from '../access/limit-headers.ts';
import { operation } from '../access/operation.ts';
import { noteLimitHit } from '../access/outcomes.ts';
import { fail } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { TenantContext } from '../tenancy/context.ts';
import { askedCategories } from './categories.ts';
import { choiceProblem } from './choice-problem.ts';
import { consentReceipt } from './consent-receipt.ts';
import { type ConsentRow, consentSentWith, countConsentsOf, insertConsent } from './consent-store.ts';
import { readPolicy } from './policy.ts';
import { findConsentStorefront } from './policy-store.ts';
import { ConsentTaken, TakeConsent } from './schema.ts';
import { writtenOnce } from './written-once.ts';

type Sent = z.output<typeof TakeConsent>;

/** Choices of one browser that are kept under one id; after so many another id begins. */
const choicesMax = 200;

/**
 * Keeps what a visitor chose. Afterwards the choice and its receipt are both durable, or neither is; sent again with the
 * same once-key it is answered as before, also where it was sent twice at once. For the public door.
 *
 * An id that no choice of this storefront has is not taken over: the choice begins an id of its own, so that no id is
 * anybody's before a choice was made under it. CLAIMS G10.
 *
 * @throws `conflict` for another choice with a once-key that was used; `rate_limited`; `not_found` unless the storefront is published;
 * `invalid_input` for a policy that was never asked there, and for choices that do not fit it.
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
  refuses: ['conflict'],
  run: async (ctx, sent) => {
    const kept = await writtenOnce(
      () => consentSentWith(ctx.db, sent.storefrontId, sent.onceTag),
      () => keep(ctx, sent),
    );
    if (!isOf(kept, sent)) throw otherwiseUsed();
    return { id: kept.id, at: kept.at, known: kept.consentId === sent.givenTag };
  },
});

async function keep(ctx: TenantContext, sent: Sent): Promise<ConsentRow> {
  const { storefrontId, onceTag, givenTag, newTag, method, language, userAgent, origin } = sent;
  const storefront = await findConsentStorefront(ctx.db, storefrontId);
  if (storefront?.state !== 'published') throw fail('not_found');
  const policy = await readPolicy(ctx.db, storefrontId, sent.policy);
  if (policy === undefined) throw refusal('policy', 'This was not asked here');
  if (policy.snapshot.texts[language] === undefined) throw refusal('language', 'It was not asked in this language');
  const problem = choiceProblem(policy.snapshot.categories, sent.choices, method);
  if (problem !== null) throw fail('invalid_input', { problems: [problem] });
  await requireRoom(ctx, storefrontId);
  const choices = ordered(sent.choices);
  const id = newId('cns');
  const at = ctx.now().toISOString();
  return ctx.write(
    consentReceipt(id, { storefront: storefrontId, policy: sent.policy, choices, method, language, at }),
    async (tx) => {
      if ((await consentSentWith(tx, storefrontId, onceTag)) !== undefined) throw otherwiseUsed();
      const earlier = givenTag === null ? 0 : await countConsentsOf(tx, storefrontId, givenTag);
      const consentId = givenTag !== null && earlier > 0 && earlier < choicesMax ? givenTag : newTag;
      const row: ConsentRow = {
        ...{ id, consentId, storefrontId, onceKey: onceTag, policy: sent.policy, choices: JSON.stringify(choices) },
        ...{ method, language, at, userAgent, origin, contactId: null },
      };
      await insertConsent(tx, row);
      return row;
    },
  );
}

/** Counted here, where it is known that something would be recorded: what is refused or was there already takes no room. */
async function requireRoom(ctx: TenantContext, storefrontId: string): Promise<void> {
  const verdict = await ctx.services.limiter.take('consents.storefront', storefrontId);
  if (verdict.allowed) return;
  const { principal, request, services } = ctx;
  const call = { principal, request, operation: takeConsent.name, now: () => ctx.now() };
  await noteLimitHit(services.audit, verdict, storefrontId, call);
  throw fail('rate_limited', { headers: limitHeaders(verdict), detail: verdict.name });
}

/** Whether that is what was kept of this, and not of another choice. */
function isOf(kept: ConsentRow, sent: Sent): boolean {
  return (
    kept.policy === sent.policy &&
    kept.method === sent.method &&
    kept.language === sent.language &&
    kept.choices === JSON.stringify(ordered(sent.choices)) &&
    (kept.consentId === sent.givenTag || kept.consentId === sent.newTag)
  );
}

/** In the order in which they are asked, whatever the order in which they were sent. */
function ordered(choices: Sent['choices']): Record<string, boolean> {
  const answered = askedCategories.filter((name) => choices[name] !== undefined);
  return Object.fromEntries(answered.map((name) => [name, choices[name] === true]));
}

function otherwiseUsed() {
  return fail('conflict', { message: 'This once-key was used for another choice. Use a new one for each.' });
}

function refusal(path: string, message: string) {
  return fail('invalid_input', { problems: [{ path, message }] });
}
