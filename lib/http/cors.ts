import type { HttpMethod, PublicOperation } from '../access/operation.ts';
import type { Principal } from '../access/principal.ts';
import { askingInstallation, asksForConsent } from '../consent/storefront-at.ts';
import { allowedAnywhere, allowedFor } from '../origins/ask-origin.ts';
import { fail, type HoldfastError } from '../platform/errors.ts';
import { visibleText } from '../platform/visible-text.ts';
import { hasRuntime, type Runtime, runtime } from '../runtime.ts';
import type { ApiRequest } from './api-message.ts';
import type { Route } from './route-table.ts';

type HeaderLine = readonly [string, string];

/** What pages may send beside the headers that need no leave. A fixed list: what was asked for is not echoed. */
const requestHeaders = [
  'Authorization',
  'Content-Type',
  'Content-Disposition',
  'Idempotency-Key',
  'If-Match',
  'If-None-Match',
].join(', ');

/** What pages may read beside the headers that need no leave. */
const answerHeaders = [
  'Deprecation',
  'ETag',
  'Idempotency-Replayed',
  'Link',
  'Location',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
  'Sunset',
  'X-Request-Id',
].join(', ');

/** How long a browser may remember a preflight. Short, so that a removed origin is not asked about for long. */
const preflightSeconds = 600;

/** What the answer of a request depends on, whether it has an `Origin` or not. */
const varies: HeaderLine = ['vary', 'Origin'];
const preflightVaries: HeaderLine = [
  'vary',
  'Origin, Access-Control-Request-Method, Access-Control-Request-Headers, Access-Control-Request-Private-Network',
];

/** Where one request's page stands, and so what its answer lets browsers do. CLAIMS E8. */
export interface CrossOrigin {
  /**
   * What `OPTIONS` is answered beside `Allow`. A preflight carries no key, so it is answered for the union over all
   * organisations; it grants the methods that keys may use, and never credentials or a private network.
   */
  preflight(rt: Runtime, routes: readonly Route[]): Promise<HeaderLine[]>;
  /**
   * Holds a request that is proven to its own organisation's list. Afterwards it came from no browser, from a page of
   * ours, or from an origin that the organisation allows.
   * @throws `origin_refused`; nothing has run yet.
   */
  admit(rt: Runtime, principal: Principal): Promise<void>;
  /**
   * Holds a request of anybody to what its operation declares. Afterwards it came from no page, from a page of ours, or from
   * one of a storefront's domains.
   * @returns false when a page elsewhere sent it; nothing has run yet.
   */
  admitAnybody(rt: Runtime, op: PublicOperation): Promise<boolean>;
  /** What the answer carries. */
  lines(refusal: HoldfastError | undefined): Promise<HeaderLine[]>;
}

export function crossOriginOf(request: ApiRequest): CrossOrigin {
  /** Null until the caller is proven: then its own organisation's list decides, before that the union. */
  let admitted: boolean | null = null;
  /** The origin of another site's page; null for our own pages, and for what is no page. */
  const foreignOrigin = (rt: Runtime): string | null => {
    const origin = request.header('origin');
    return origin === rt.origin ? null : origin;
  };
  /** Errors before any proof can be read where any organisation's pages can: 401 and 429 among them. */
  const mayRead = async (rt: Runtime, origin: string, refusal: HoldfastError | undefined): Promise<boolean> => {
    if (admitted !== null) return admitted;
    if (refusal === undefined || refusal.code === 'origin_refused') return false;
    return allowedAnywhere(rt, origin).catch(() => false);
  };

  return {
    async preflight(rt, routes) {
      const origin = foreignOrigin(rt);
      if (origin === null || request.header('access-control-request-method') === null) return [preflightVaries];
      const keyed = methodsForKeys(routes);
      const open = methodsForStorefronts(routes);
      const byKeys = keyed.length > 0 && (await allowedAnywhere(rt, origin));
      const byStorefronts = open.length > 0 && (await asksForConsent(askingInstallation(rt), origin));
      if (!byKeys && !byStorefronts) return [preflightVaries];
      const methods = [...(byKeys ? keyed : []), ...(byStorefronts ? open : [])];
      return [
        ['access-control-allow-origin', origin],
        ['access-control-allow-methods', methods.join(', ')],
        ['access-control-allow-headers', byKeys ? requestHeaders : 'Content-Type, If-None-Match'],
        ['access-control-max-age', String(preflightSeconds)],
        preflightVaries,
      ];
    },

    async admit(rt, principal) {
      const origin = foreignOrigin(rt);
      if (origin === null) return;
      const program = principal.kind === 'key' || principal.kind === 'client';
      admitted = program && (await allowedFor(rt, principal.orgId, origin));
      if (admitted) return;
      throw fail('origin_refused', {
        message: 'Pages of this site may not call the API with this key. Allow its origin in the console first.',
        detail: visibleText(origin, 200),
      });
    },

    async admitAnybody(rt, { crossOrigin }) {
      const origin = foreignOrigin(rt);
      if (origin === null || crossOrigin === undefined) return false;
      admitted = await asksForConsent(askingInstallation(rt), origin);
      return admitted;
    },

    async lines(refusal) {
      const rt = hasRuntime() ? runtime() : null;
      const origin = rt && foreignOrigin(rt);
      if (rt === null || origin === null || !(await mayRead(rt, origin, refusal))) return [varies];
      return [['access-control-allow-origin', origin], ['access-control-expose-headers', answerHeaders], varies];
    },
  };
}

/** The methods of a path that pages of storefronts' domains can use, whoever looks at them. */
function methodsForStorefronts(routes: readonly Route[]): (HttpMethod | 'HEAD')[] {
  const open = routes.filter(({ operation }) => operation.scope === 'public' && operation.crossOrigin !== undefined);
  const methods = open.map((route) => route.method);
  return methods.includes('GET') ? [...methods, 'HEAD'] : methods;
}

/** The methods of a path that an API key can use. What is open to anybody is for pages of ours, unless it says otherwise. */
function methodsForKeys(routes: readonly Route[]): (HttpMethod | 'HEAD')[] {
  const methods = routes.filter((route) => route.operation.scope === 'tenant').map((route) => route.method);
  return methods.includes('GET') ? [...methods, 'HEAD'] : methods;
}
