/** The words of a storefront's pages that are not the organisation's own. What stands in braces is filled in. */
export interface StorefrontTexts {
  /** Leads by keyboard past what every page begins with. */
  readonly skip: string;
  readonly offers: string;
  readonly contact: string;
  readonly address: string;
  readonly hours: string;
  readonly email: string;
  readonly phone: string;
  /** Under what is shown of others: leads to it on its own site. `{host}`. */
  readonly openAt: string;
  /** From a legal page to the page itself. `{name}`. */
  readonly back: string;
  readonly imprint: {
    readonly representedBy: string;
    readonly register: string;
    readonly vatId: string;
    readonly responsible: string;
  };
  readonly privacy: {
    /** `{name}`. */
    readonly intro: string;
    readonly controller: string;
    readonly visit: string;
    readonly visitText: string;
    readonly form: string;
    /** `{months}`. */
    readonly formText: string;
    /** Where the form asks Cloudflare whether a person sends it. */
    readonly botText: string;
    readonly choices: string;
    /** `{days}`, `{years}`, and `{settings}`: what the link to them is called. */
    readonly choicesText: string;
    readonly services: string;
    readonly noServices: string;
    readonly servicesText: string;
    readonly service: string;
    readonly purpose: string;
    readonly receivers: string;
    readonly cookies: string;
    readonly rights: string;
    readonly rightsText: string;
    readonly ask: string;
  };
}
