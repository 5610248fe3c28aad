import type { AskedCategory, ConsentService } from '../../consent/categories.ts';
import type { StorefrontContentOf } from '../content.ts';
import type { Html } from './html.ts';

export const storefrontPages = ['home', 'privacy', 'imprint'] as const;

export type StorefrontPageName = (typeof storefrontPages)[number];

/** Everything that a storefront's pages are made of. */
export interface StorefrontView {
  readonly content: StorefrontContentOf;
  readonly slug: string;
  readonly organization: { readonly name: string; readonly slug: string };
  /** What the page's own links begin with: `/s/<slug>`, or nothing on a domain of its own. */
  readonly base: string;
  /** What its pictures' addresses begin with; their ids follow. */
  readonly imageBase: string;
  /** Of the installation: where visitors see their choices and ask about their data. */
  readonly origin: string;
  /** Where search engines find its first page. */
  readonly url: string;
  readonly images: ReadonlyMap<string, { readonly width: number; readonly height: number }>;
  /** Of the published consent settings. */
  readonly services: readonly ConsentService[];
  readonly askAgainDays: number;
  /** As the organisation's rules of retention say. */
  readonly keptDays: { readonly messages: number; readonly choices: number };
  /** Whether it stands on a domain of its own, where no other page of ours does. */
  readonly ownDomain: boolean;
  /** The contact form, where one is shown and can be sent. */
  readonly form: ContactFormHtml | null;
  /** For the editor alone: nothing runs, nothing can be sent, and no link leads anywhere. */
  readonly preview: boolean;
}

export interface ContactFormHtml {
  readonly html: Html;
  /** Whether it asks Cloudflare that a person sends it. */
  readonly turnstile: boolean;
}

/** Programs of others that a page carries, by what they wait for. */
export interface CarriedEmbed {
  readonly title: string;
  readonly kind: 'script' | 'frame';
  readonly url: string;
  readonly host: string;
  /** The id of its service, and what that waits for. */
  readonly service: string;
  readonly category: AskedCategory;
}
