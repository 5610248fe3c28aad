import { type AskedCategory, askedCategories, consentCookie } from './categories.ts';
import { choiceIn } from './choice-cookie.ts';

/** Longest value that the banner writes: names, hashes and an address of our own. */
const valueCharsMax = 2_000;

/**
 * What the visitor allows on this storefront, by the cookie that the banner keeps their choice in, if it answers what is
 * asked now. Whatever is not what the banner writes, is there twice, or is about something else allows nothing. CLAIMS G5.
 *
 * @param cookieHeader as it was sent; null without one.
 */
export function grantedCategories(
  cookieHeader: string | null,
  asked: { readonly storefront: string; readonly policy: string },
): ReadonlySet<AskedCategory> {
  const values = (cookieHeader ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${consentCookie}=`))
    .map((pair) => pair.slice(consentCookie.length + 1));
  const [value] = values;
  if (value === undefined || values.length > 1 || value.length > valueCharsMax) return new Set();
  const choice = choiceIn(value, asked.storefront);
  if (choice?.policy !== asked.policy || !Number.isSafeInteger(choice.at)) return new Set();
  return new Set(askedCategories.filter((name) => choice.choices[name]));
}
