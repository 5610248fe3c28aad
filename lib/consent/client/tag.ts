import { type ConsentLanguage, consentLanguages } from '../categories.ts';

/** What the page says about the banner, in the attributes of its script element. */
export interface Tag {
  /** Where the script comes from, and where choices are sent. */
  readonly host: string;
  readonly storefront: string;
  /** Those that the banner speaks, the preferred ones first. */
  readonly languages: readonly ConsentLanguage[];
  /** Hosts of others that the page cannot do without, and that never wait. */
  readonly allow: readonly string[];
  /** Whether the parser waited for the script, so that nothing below it has been looked at yet. */
  readonly first: boolean;
  readonly consentMode: boolean;
  /** Categories that the page's own policy follows: another choice of them counts from its next loading on. */
  readonly reload: readonly string[];
  readonly nonce: string;
}

/**
 * Reads the element that runs now: `data-storefront`, and where wanted `data-language`, `data-allow` (hosts, with spaces
 * between), `data-reload` (categories, likewise) and `data-consent-mode="off"`. Null when it names no storefront.
 */
export function readTag(element: HTMLOrSVGScriptElement | null): Tag | null {
  if (!(element instanceof HTMLScriptElement)) return null;
  const { storefront, language, allow, reload, consentMode } = element.dataset;
  if (!storefront || !element.src) return null;
  return {
    host: new URL(element.src).origin,
    storefront,
    languages: knownLanguages([language, document.documentElement.lang, ...navigator.languages]),
    allow: wordsOf(allow),
    first: !element.async && !element.defer && document.readyState === 'loading',
    consentMode: consentMode !== 'off',
    reload: wordsOf(reload),
    nonce: element.nonce,
  };
}

function wordsOf(text = ''): readonly string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}

/** Those of these (BCP 47) that the banner speaks, in their order and once each. */
export function knownLanguages(wanted: readonly (string | undefined)[]): readonly ConsentLanguage[] {
  const primary = wanted.map((each) => each?.toLowerCase().split(/[-_]/)[0]);
  const known = primary.flatMap((each) => consentLanguages.find((language) => language === each) ?? []);
  return [...new Set(known)];
}
