import type { IncomingMessage, ServerResponse } from 'node:http';
import { emptyAnswer, isApiPath, problemAnswer } from '#lib/http/answers.ts';
import type { ApiAnswer, ApiHandler } from '#lib/http/api-message.ts';
import { consentScriptAnswer } from '#lib/http/consent-script.ts';
import { cspReportAnswer } from '#lib/http/csp-report.ts';
import { formScriptAnswer, formScriptPath } from '#lib/http/form-script.ts';
import { frontHeader } from '#lib/http/front.ts';
import {
  consentScriptPath,
  cspReportPath,
  dataContentSecurityPolicy,
  isStorefrontPreview,
  securityHeaderList,
} from '#lib/http/headers.ts';
import { livenessAnswer, livenessPath, type Phase, readinessAnswer, readinessPath } from '#lib/http/health.ts';
import { judgeHost } from '#lib/http/hosts.ts';
import { namesKey } from '#lib/http/key-in-address.ts';
import { isOAuthPath, oauthAnswer } from '#lib/http/oauth-door.ts';
import { isInternalPath } from '#lib/http/page-paths.ts';
import { storefrontPathAnswer, storefrontPrefix } from '#lib/http/storefront-door.ts';
import { fail, type HoldfastError, toHoldfastError } from '#lib/platform/errors.ts';
import { newId } from '#lib/platform/ids.ts';
import type { Runtime } from '#lib/runtime.ts';
import { admit, describe } from './arrival.ts';
import { sendAnswer, toApiRequest } from './node-message.ts';

/** Renders pages; answers by itself. */
export type PageHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** What the front needs once the installation runs. Until then it answers health questions, and 503 to all else. */
export interface Behind {
  readonly runtime: Runtime;
  readonly api: ApiHandler;
  readonly pages: PageHandler;
}

interface FrontOptions {
  readonly trustedHops: number;
  readonly behind: () => Behind | null;
  readonly draining: () => boolean;
  /** Makes the header by which pages know us: see lib/http/front. */
  readonly speak: (facts: { readonly address: string }) => string;
}

const methods = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']);
const allMethods = [...methods].join(', ');

/** Names and values stand in turn among a request's raw headers. */
const rawHeadersMax = 2 * 100;

/** Pages take forms; files go to the API. */
const pageBodyBytesMax = 2_000_000;

/**
 * The first thing that sees a request: health, reports and the API are answered here, pages are handed to Next. Whatever
 * answers, the same security headers are on it.
 */
export function createFront(options: FrontOptions): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    serve(options, request, response).catch((error: unknown) => {
      options.behind()?.runtime.log.error({ err: error }, 'a request failed outside of every door');
      if (response.headersSent) response.destroy();
      else void sendAnswer(request, response, refusal(toHoldfastError(error)));
    });
  };
}

async function serve(options: FrontOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (options.draining()) response.setHeader('connection', 'close');
  const method = request.method ?? '';
  const target = request.url ?? '';
  if (request.rawHeaders.length > rawHeadersMax) {
    return sendAnswer(request, response, refusal(fail('headers_too_large')));
  }
  const { address } = admit(request, options.trustedHops);
  const path = target.split('?', 1)[0] ?? '';

  if (path === livenessPath) return sendAnswer(request, response, livenessAnswer(method));
  if (path === readinessPath) return sendAnswer(request, response, await readinessAnswer(method, phaseOf(options)));
  const behind = options.behind();
  const peer = { address, door: 'api' } as const;
  const ownDomain = await behind?.runtime.storefrontHost(toApiRequest(request), request.headers.host, peer);
  if (ownDomain != null) return sendAnswer(request, response, ownDomain);
  if (path === consentScriptPath) return sendAnswer(request, response, consentScriptAnswer(toApiRequest(request)));
  if (path === formScriptPath) return sendAnswer(request, response, formScriptAnswer(toApiRequest(request)));
  const ours = isApiPath(path);
  // The API knows the methods of each of its paths.
  if (!methods.has(method) && !ours) {
    return sendAnswer(request, response, refusal(fail('method_not_allowed', { headers: { Allow: allMethods } })));
  }
  if (!target.startsWith('/') || (request.headers.host === undefined && request.httpVersion === '1.1')) {
    return sendAnswer(request, response, refusal(fail('malformed_request')));
  }
  if (behind === null)
    return sendAnswer(request, response, refusal(fail('shutting_down', { headers: { 'Retry-After': '5' } })));

  // Pages take no keys either: an address that leads nowhere is in every log on its way all the same.
  if (!ours && namesKey(target)) return sendAnswer(request, response, await behind.api(toApiRequest(request), peer));
  if (isInternalPath(path)) {
    const answer = await behind.runtime.internal(toApiRequest(request), peer);
    if (answer !== null) return sendAnswer(request, response, answer);
  }
  const { origin, env } = behind.runtime;
  const verdict = judgeHost(request.headers.host, origin, env.HOLDFAST_ENV === 'local');
  if (verdict.kind === 'refuse') return sendAnswer(request, response, refusal(fail('origin_refused')));
  // Next asks itself, at the bound address, for the page that an action leads to: sent elsewhere it would lose its cookies.
  const byNext = request.headers.rsc !== undefined;
  if (verdict.kind === 'redirect' && !ours && !byNext && (method === 'GET' || method === 'HEAD')) {
    return sendAnswer(
      request,
      response,
      emptyAnswer(307, [requestIdLine(), ['location', `${origin}${localTarget(target)}`]]),
    );
  }

  if (ours) return sendAnswer(request, response, await behind.api(toApiRequest(request), peer));
  if (path.startsWith(storefrontPrefix)) {
    return sendAnswer(request, response, await storefrontPathAnswer(toApiRequest(request), peer));
  }
  if (isOAuthPath(path)) return sendAnswer(request, response, await oauthAnswer(toApiRequest(request), peer));
  if (path === cspReportPath) return sendAnswer(request, response, await cspReportAnswer(toApiRequest(request), peer));
  await handToPages(options, behind, request, response, address);
}

function phaseOf(options: FrontOptions): Phase {
  if (options.draining()) return 'draining';
  return options.behind() === null ? 'starting' : 'serving';
}

async function handToPages(
  options: FrontOptions,
  behind: Behind,
  request: IncomingMessage,
  response: ServerResponse,
  address: string,
): Promise<void> {
  if (Number(request.headers['content-length'] ?? 0) > pageBodyBytesMax) {
    return sendAnswer(
      request,
      response,
      refusal(fail('body_too_large', { extension: { bytesMax: pageBodyBytesMax } })),
    );
  }
  const origin = new URL(behind.runtime.origin);
  const path = request.url?.split('?', 1)[0] ?? '';
  const requestId = newId('req');
  describe(request, {
    // Next takes links, redirects and the origin of forms from these: they say what is configured, not what was sent.
    host: origin.host,
    'x-forwarded-host': origin.host,
    'x-forwarded-proto': origin.protocol.slice(0, -1),
    'x-forwarded-for': address,
    'x-request-id': requestId,
    [frontHeader]: options.speak({ address }),
  });
  for (const [name, value] of securityHeaderList) response.setHeader(name, value);
  // For what is no page (Next's own redirects); the middleware gives pages theirs. Next lets no route write over what stands
  // there already, and the preview's policy belongs to the style sheet in it.
  if (!isStorefrontPreview(path)) response.setHeader('content-security-policy', dataContentSecurityPolicy);
  response.setHeader('x-request-id', requestId);
  const startedMs = performance.now();
  response.once('close', () => {
    behind.runtime.meters.request('page', response.statusCode, (performance.now() - startedMs) / 1000);
  });
  await behind.pages(request, response);
}

function requestIdLine() {
  return ['x-request-id', newId('req')] as const;
}

function refusal(error: HoldfastError): ApiAnswer {
  const requestId = newId('req');
  return problemAnswer(error, requestId, [['x-request-id', requestId]]);
}

/** One leading slash: two would name another host. */
function localTarget(target: string): string {
  return `/${target.replace(/^[/\\]+/, '')}`;
}
