import { createHash } from 'node:crypto';
import type { AskedCategory, ConsentService } from '../consent/categories.ts';
import { hostMatches } from '../consent/client/hosts.ts';
import { formScriptPath } from '../storefronts/message/form-outcome.ts';
import type { CarriedEmbed } from '../storefronts/render/view.ts';
import { consentScriptPath, cspReportPath, policyText, turnstileOrigin } from './headers.ts';

/** Programs of ours that pages of storefronts carry; nothing else of ours runs there. */
export const storefrontScriptPaths = [consentScriptPath, formScriptPath] as const;

interface StorefrontPolicy {
  /** Scheme and host of the page. */
  readonly origin: string;
  /** The style sheet as it stands in the page. */
  readonly style: string;
  readonly services: readonly ConsentService[];
  readonly granted: ReadonlySet<AskedCategory>;
  /** What of others the page carries. */
  readonly embeds: readonly Pick<CarriedEmbed, 'kind' | 'service'>[];
  readonly turnstile: boolean;
}

/**
 * The policy of a storefront's page: it follows the visitor's consent. Hosts of others are in it only once their purpose
 * was allowed, so that nothing of theirs loads before, whatever the page says. Our programs are named one by one, and
 * nothing that they or others put in runs but from the hosts that are let in (no `strict-dynamic`). No nonce: the style
 * sheet is named by its digest, so that an answer can be kept and asked for again. CLAIMS E5, G5.
 */
export function storefrontContentSecurityPolicy(page: StorefrontPolicy): string {
  const { origin, style, services, granted, embeds, turnstile } = page;
  const runs = embeds.some(({ kind }) => kind === 'script');
  const scripts = runs ? grantedHosts(services, granted, () => true) : [];
  // What runs may bring others along and show frames of its own; a page without programs shows its own frames alone.
  const framed = new Set(embeds.map(({ service }) => service));
  const others = runs ? scripts : grantedHosts(services, granted, ({ id }) => framed.has(id));
  const frames = [...others, ...(turnstile ? [turnstileOrigin] : [])];
  return policyText({
    'default-src': ["'none'"],
    'script-src': [
      ...storefrontScriptPaths.map((path) => `${origin}${path}`),
      ...scripts,
      ...(turnstile ? [turnstileOrigin] : []),
    ],
    'style-src': [styleSource(style)],
    'img-src': ["'self'", ...scripts],
    'connect-src': ["'self'", ...scripts],
    'frame-src': frames.length === 0 ? ["'none'"] : frames,
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    ...(origin.startsWith('https://') ? { 'upgrade-insecure-requests': [] } : {}),
    'report-uri': [cspReportPath],
    'report-to': ['csp'],
  });
}

/** The policy of a page that nothing runs in: a preview, or the page that says that nothing is there. */
export function stillContentSecurityPolicy(style: string, framedBy: "'self'" | "'none'"): string {
  return policyText({
    'default-src': ["'none'"],
    'style-src': [styleSource(style)],
    'img-src': ["'self'"],
    'frame-ancestors': [framedBy],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    // Of our origin, so that it can show pictures of the draft, which need the session.
    sandbox: ['allow-same-origin'],
  });
}

function styleSource(style: string): string {
  return `'sha256-${createHash('sha256').update(style).digest('base64')}'`;
}

/**
 * Hosts of the services that are allowed. A host that also belongs to one that is not stays out, and so does a pattern that
 * such a host is covered by: a policy cannot take away again.
 */
function grantedHosts(
  services: readonly ConsentService[],
  granted: ReadonlySet<AskedCategory>,
  wanted: (service: ConsentService) => boolean,
): readonly string[] {
  const denied = services.filter(({ category }) => !granted.has(category)).flatMap(({ hosts }) => hosts);
  const allowed = services
    .filter((service) => granted.has(service.category) && wanted(service))
    .flatMap(({ hosts }) => hosts);
  const covers = (pattern: string, other: string) => pattern === other || hostMatches(pattern, other.replace('*', 'x'));
  return [...new Set(allowed)]
    .filter((host) => !denied.some((other) => covers(host, other)))
    .map((host) => `https://${host}`);
}
