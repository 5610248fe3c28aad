import type { PublicContext } from '../tenancy/context.ts';
import { consentCookie } from './categories.ts';
import { type Choice, choiceIn, choiceValue } from './choice-cookie.ts';
import { readConsentId } from './consent-id.ts';

const daySeconds = 86_400;

interface OwnChoice {
  readonly storefront: string;
  /** As the visitor sent it. */
  readonly consentId: string;
}

/** What the browser that asks remembers under this id, where it sends that along: pages of ours have its cookie. */
function remembered(ctx: PublicContext, { storefront, consentId }: OwnChoice): Choice | null {
  const choice = choiceIn(ctx.request.cookies.get(consentCookie), storefront);
  const own = choice?.consentId !== undefined && readConsentId(choice.consentId) === readConsentId(consentId);
  return own ? choice : null;
}

/** Afterwards the browser remembers that its visitor withdrew; one that remembers something else is left alone. */
export function withdrawInBrowser(ctx: PublicContext, own: OwnChoice & { readonly askAgainDays: number }): void {
  const choice = remembered(ctx, own);
  if (choice === null) return;
  // Later than what it says, also where the browser's clock is ahead: pages that are open follow what is newer.
  const at = Math.max(ctx.now().getTime(), choice.at + 1);
  const withdrawn: Choice = { ...choice, choices: {}, method: 'withdraw', at, unsent: undefined };
  set(ctx, choiceValue(withdrawn), own.askAgainDays * daySeconds);
}

/** Afterwards the browser remembers nothing of what was deleted, and asks. */
export function forgetInBrowser(ctx: PublicContext, own: OwnChoice): void {
  if (remembered(ctx, own) !== null) set(ctx, '', 0);
}

function set(ctx: PublicContext, value: string, maxAgeSeconds: number): void {
  ctx.answer.setCookie({ name: consentCookie, value, maxAgeSeconds, sameSite: 'lax', forScripts: true });
}
