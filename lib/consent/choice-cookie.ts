import {
  type AskedCategory,
  askedCategories,
  type ConsentLanguage,
  type ConsentMethod,
  consentLanguages,
  consentMethods,
} from './categories.ts';

export type Choices = Readonly<Partial<Record<AskedCategory, boolean>>>;

/** What a choice is sent with until the server has answered. */
export interface Unsent {
  /** See `RecordConsent`. */
  readonly onceKey: string;
  /** In which it was asked; the next page may speak another. */
  readonly language: ConsentLanguage;
}

/** What a browser remembers of its visitor's choice. */
export interface Choice {
  readonly storefront: string;
  readonly policy: string;
  readonly choices: Choices;
  readonly method: ConsentMethod;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Given by the server with the first record. */
  readonly consentId?: string | undefined;
  /** The visitor's page about it. */
  readonly url?: string | undefined;
  /** Where the server has still to be told. */
  readonly unsent?: Unsent | undefined;
}

/** 128 bits in hex. */
const onceKeyChars = 32;

/** What the page makes a link of. Anything else in its place would run there: a host beside the page's can set its cookies. */
const webAddress = /^https?:\/\//;

/** The value of the banner's cookie, as it stands in it. */
export function choiceValue(choice: Choice): string {
  const { storefront, policy, choices, method, at, consentId = '', url = '', unsent } = choice;
  const granted = askedCategories.filter((name) => choices[name]);
  const still = unsent ? unsent.onceKey + unsent.language : 0;
  return encodeURIComponent(JSON.stringify([storefront, policy, granted, method, at, consentId, url, still]));
}

/**
 * What such a value, decoded or not, says of a choice on this storefront, whatever policy it was made under; null when it
 * says nothing.
 */
export function choiceIn(value: string | undefined, storefront: string): Choice | null {
  if (!value) return null;
  try {
    const [of, policy, granted, method, at, consentId, url, still] = JSON.parse(
      value[0] === '[' ? value : decodeURIComponent(value),
    ) as unknown[];
    const known = consentMethods.find((each) => each === method);
    if (of !== storefront || typeof policy !== 'string' || typeof at !== 'number' || !known) return null;
    const list = Array.isArray(granted) ? granted : [];
    const language = consentLanguages.find((each) => each === String(still).slice(onceKeyChars));
    return {
      storefront,
      policy,
      choices: Object.fromEntries(askedCategories.map((name) => [name, list.includes(name)])),
      method: known,
      at,
      consentId: typeof consentId === 'string' && consentId !== '' ? consentId : undefined,
      url: typeof url === 'string' && webAddress.test(url) ? url : undefined,
      unsent: language && { onceKey: String(still).slice(0, onceKeyChars), language },
    };
  } catch {
    return null;
  }
}
