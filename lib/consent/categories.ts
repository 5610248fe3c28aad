/** What visitors are asked for, in the order in which they are asked. No zod here: the banner's script is made from it. */
export const consentCategories = ['necessary', 'functional', 'analytics', 'marketing'] as const;

export type ConsentCategory = (typeof consentCategories)[number];

/** Necessary is never asked for: it is always on. GDPR, article 6; ePrivacy directive, article 5, paragraph 3. */
export type AskedCategory = Exclude<ConsentCategory, 'necessary'>;

export const askedCategories = consentCategories.filter((name): name is AskedCategory => name !== 'necessary');

/** How a choice was made. */
export const consentMethods = ['accept_all', 'reject_all', 'custom', 'gpc', 'withdraw'] as const;

export type ConsentMethod = (typeof consentMethods)[number];

/** The official languages of the European Union, by BCP 47. */
export const consentLanguages = [
  ...['bg', 'cs', 'da', 'de', 'el', 'en', 'es', 'et', 'fi', 'fr', 'ga', 'hr'],
  ...['hu', 'it', 'lt', 'lv', 'mt', 'nl', 'pl', 'pt', 'ro', 'sk', 'sl', 'sv'],
] as const;

export type ConsentLanguage = (typeof consentLanguages)[number];

/** Everything that the banner says, in one language. */
export interface BannerTexts {
  readonly title: string;
  readonly body: string;
  readonly acceptAll: string;
  readonly rejectAll: string;
  readonly choose: string;
  readonly save: string;
  /** Closes the banner, which means no. */
  readonly close: string;
  readonly settingsTitle: string;
  readonly settingsBody: string;
  readonly alwaysOn: string;
  readonly services: string;
  /** The link that stays on the page. */
  readonly reopen: string;
  readonly withdraw: string;
  /** Leads to what the visitor chose, with its proof. */
  readonly yourConsent: string;
  readonly privacy: string;
  readonly imprint: string;
  /** Said when the browser's Global Privacy Control was taken as a no. */
  readonly gpc: string;
  /** In place of a frame that waits for consent; `{service}` and `{category}` are filled in. */
  readonly blocked: string;
  readonly allow: string;
  readonly categories: Readonly<Record<ConsentCategory, { readonly title: string; readonly text: string }>>;
}

/** A program of others that waits for consent. */
export interface ConsentService {
  /** Letters, digits and hyphens; unique in its storefront. */
  readonly id: string;
  readonly name: string;
  readonly category: AskedCategory;
  /** Hosts that it is loaded from and talks to: exact, or `*.example.com` for those below one. */
  readonly hosts: readonly string[];
  /** Names of cookies that it leaves, removed when consent ends; `*` at the end stands for anything. */
  readonly cookies: readonly string[];
  readonly privacyUrl?: string | undefined;
}

/** What the banner's script is told: `GET /api/v1/storefronts/{slug}/consent`. */
export interface BannerConfig {
  readonly storefront: string;
  /** SHA-256 of exactly what the visitor is asked, hex; another one asks again. */
  readonly policy: string;
  readonly language: ConsentLanguage;
  readonly texts: BannerTexts;
  /** Which categories are asked for. */
  readonly categories: readonly AskedCategory[];
  readonly services: readonly ConsentService[];
  readonly theme: BannerTheme;
  /** Whether Google Consent Mode v2 is spoken. */
  readonly consentMode: boolean;
  /** Categories that Global Privacy Control is taken as a no to; empty when it is not heeded. */
  readonly gpc: readonly AskedCategory[];
  /** Whether the browser that asked for this sent Global Privacy Control; what its pages say of it counts too. */
  readonly gpcSent?: boolean | undefined;
  readonly askAgainDays: number;
  readonly privacyUrl: string | null;
  readonly imprintUrl: string | null;
}

export interface BannerTheme {
  /** `#rrggbb`. */
  readonly brand: string;
  readonly position: 'bottom' | 'bottom-left' | 'bottom-right';
  readonly scheme: 'auto' | 'light' | 'dark';
}

/** What the script sends: `POST /api/v1/consents`. */
export interface RecordedChoice {
  readonly storefront: string;
  readonly policy: string;
  /** Of an earlier choice of this browser. */
  readonly consentId?: string | undefined;
  readonly choices: Readonly<Partial<Record<AskedCategory, boolean>>>;
  readonly method: ConsentMethod;
  readonly language: ConsentLanguage;
  /** 128 random bits, hex: the same for as long as the same choice is sent again. */
  readonly onceKey: string;
}

/** The one cookie of the banner: first-party, readable by its script. */
export const consentCookie = 'hf_consent';
