import { limitHeaders } from '../../access/limit-headers.ts';
import type { LimitName } from '../../access/limits.ts';
import { publicOperation } from '../../access/operation.ts';
import { noteLimitHit } from '../../access/outcomes.ts';
import { inStorefront } from '../../consent/in-storefront.ts';
import { linkTagOf } from '../../consent/link-consent.ts';
import { asksForConsent, type StorefrontPlace, storefrontAt } from '../../consent/storefront-at.ts';
import { admit, type BotVerdict } from '../../platform/bot-check.ts';
import { sha256 } from '../../platform/crypto/digest.ts';
import type { SqlReader } from '../../platform/db/types.ts';
import { fail } from '../../platform/errors.ts';
import { startTimeFloor } from '../../platform/time-floor.ts';
import { visibleText } from '../../platform/visible-text.ts';
import type { PublicContext } from '../../tenancy/context.ts';
import { publishedStorefront } from '../published-storefront.ts';
import { sentInHaste } from './form-token.ts';
import { type HeldReason, MessageSent, SendMessage } from './schema.ts';
import { takeMessage } from './take-message.ts';

/**
 * Takes a message of a visitor. Afterwards it is with the organisation, for good or, where nobody could check that a person
 * sent it, to be looked at; a sender who looks like a program hears the same and is looked at too. The answer is the same,
 * byte for byte and as long in the making, whoever wrote. No address is kept anywhere. CLAIMS E3, G7, G10.
 *
 * @throws `not_found` where no form is published; `origin_refused` unless a page of ours or of the storefront's verified
 * domains sends it; `bot_check_failed`, `rate_limited`.
 */
export const sendMessage = publicOperation({
  name: 'storefronts.sendMessage',
  title: 'Send a message by a contact form',
  description:
    'For the form of a published storefront. The same form with the same words is taken once, so a message can be sent again when its answer was lost.',
  http: 'POST /storefronts/{slug}/messages',
  limits: ['messages.address', 'messages.email'],
  input: SendMessage,
  output: MessageSent,
  writes: true,
  crossOrigin: 'storefronts',
  keepsNoAddress: true,
  hidesAbsence: true,
  refuses: ['not_found', 'origin_refused', 'bot_check_failed'],
  bodyBytesMax: 32_768,
  status: 202,
  run: async (ctx, { slug, consentId, website, form, turnstileToken, ...typed }) => {
    const place = await storefrontAt(ctx.control, slug);
    await requireForm(ctx, place);
    await requireOrigin(ctx, place);
    const { botCheck, secrets } = ctx.services;
    const { address } = ctx.request;
    const alsoHosts = await verifiedHosts(ctx.control, place.storefrontId);
    const verdict = await botCheck.verify({ form: 'contact', token: turnstileToken, address, alsoHosts });
    const vouched = admit('contact', verdict) === 'admitted';
    const floor = startTimeFloor();
    try {
      const haste = form !== undefined && sentInHaste(secrets.authSecret, slug, form, ctx.now());
      const hold = vouched && !website && !haste ? null : holdReason(verdict, { honeypot: Boolean(website), haste });
      // Counted here, where it is known that something would be kept: what is refused uses up nobody's room.
      const held = hold === null ? [] : heldBudgets(address, slug);
      await takeRoom(ctx, [...held, ['messages.storefront', slug]]);
      const { phone = null, company = null, ...rest } = typed;
      const message = { ...rest, phone, company };
      await inStorefront(ctx, place, takeMessage, {
        ...message,
        storefrontId: place.storefrontId,
        consentTag: consentId === undefined ? null : linkTagOf(consentId),
        once: onceOf(place, form ?? ctx.now().toISOString().slice(0, 10), message),
        hold,
      });
      await floor.nextStep();
    } finally {
      floor.end();
    }
    return { status: 'received' as const };
  },
});

/** Before anything that could be refused in other words: a draft answers like an address that never was. */
async function requireForm(ctx: PublicContext, place: StorefrontPlace): Promise<void> {
  const { content } = await publishedStorefront(place, ctx.request.requestId);
  if (!content.contact.shown) throw fail('not_found');
}

async function requireOrigin(ctx: PublicContext, { storefrontId }: StorefrontPlace): Promise<void> {
  const { origin } = ctx.request;
  // Programs that are no browsers name none, and have nobody's cookies.
  if (origin === undefined) return;
  const { origin: ours, env } = ctx.services;
  if (await asksForConsent({ origin: ours, env, control: ctx.control }, origin, storefrontId)) return;
  throw fail('origin_refused', { detail: visibleText(origin, 200) });
}

/** The form stands on these too, so tokens of the check are made there. */
async function verifiedHosts(control: SqlReader, storefrontId: string): Promise<string[]> {
  const rows = await control.all<{ host: string }>(
    'SELECT host FROM StorefrontDomain WHERE storefrontId = ? AND verifiedAt IS NOT NULL',
    [storefrontId],
  );
  return rows.map(({ host }) => host);
}

/** The clearest sign goes with the message. */
function holdReason(verdict: BotVerdict, signs: { readonly honeypot: boolean; readonly haste: boolean }): HeldReason {
  if (signs.honeypot) return 'honeypot';
  if (signs.haste) return 'hurried';
  return verdict.outcome === 'unavailable' ? verdict.cause : 'no_token';
}

type Budget = readonly [limit: LimitName, key: string];

/** Somebody looks at each of them: fewer are taken. */
function heldBudgets(address: string, slug: string): readonly Budget[] {
  return [
    ['messages.unchecked', address],
    ['messages.held', slug],
  ];
}

/** How much others sent to the storefront is not for its visitors to read: none of it is told but a refusal. */
async function takeRoom(ctx: PublicContext, budgets: readonly Budget[]): Promise<void> {
  const { principal, request, services } = ctx;
  for (const [name, key] of budgets) {
    const verdict = await services.limiter.take(name, key);
    if (verdict.allowed) continue;
    await noteLimitHit(services.audit, verdict, key, {
      ...{ principal, request, operation: sendMessage.name, now: () => ctx.now() },
    });
    throw fail('rate_limited', { headers: limitHeaders(verdict), detail: name });
  }
}

/** What tells a message that is sent again: the form as it was shown, else the day, and every word. */
function onceOf(
  { storefrontId }: StorefrontPlace,
  form: string,
  message: Readonly<Record<string, string | null>>,
): string {
  const words = Object.entries(message).sort(([one], [other]) => (one < other ? -1 : 1));
  return sha256(`holdfast/message-once/v1\n${JSON.stringify([storefrontId, form, words])}`).toString('hex');
}
