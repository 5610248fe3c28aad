import type { Operation } from '../access/operation.ts';
import { fail } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { runtime } from '../runtime.ts';
import { type HostOfStorefront, storefrontOfHost } from '../storefronts/storefront-of-host.ts';
import { apiBase, emptyAnswer, type HeaderLine, problemAnswer, textAnswer } from './answers.ts';
import type { ApiAnswer, ApiHandler, ApiRequest, Peer } from './api-message.ts';
import { consentScriptAnswer } from './consent-script.ts';
import { cspReportAnswer } from './csp-report.ts';
import { formScriptAnswer, formScriptPath } from './form-script.ts';
import { gpcJson } from './gpc-json.ts';
import { consentScriptPath, cspReportPath, ownDomainTransportSecurity } from './headers.ts';
import { namesKey } from './key-in-address.ts';
import { createApiHandler } from './router.ts';
import { storefrontAnswer } from './storefront-door.ts';

/**
 * Answers requests whose `Host` is an own domain of a storefront, and those alone.
 * @returns null when the host is none, and the request goes on as ever.
 */
export type StorefrontHostDoor = (
  request: ApiRequest,
  host: string | undefined,
  peer: Peer,
) => Promise<ApiAnswer | null>;

const gpcPath = '/.well-known/gpc.json';

/**
 * The door of own domains. There is the storefront, with what its page needs of us: the banner's script, the part of the API
 * that pages of storefronts may call, reports of its policy. There is no console, no sign-in, no other API, nothing internal,
 * and nothing at all once the domain is lost. CLAIMS G7.
 */
export function createStorefrontHost(operations: readonly Operation[]): StorefrontHostDoor {
  const api = createApiHandler(operations.filter((op) => op.scope === 'public' && op.crossOrigin === 'storefronts'));
  return async (request, host, peer) => {
    const found = await storefrontOfHost(runtime(), host);
    if (found === null) return null;
    const answer = found.kind === 'lost' ? nothingHere() : await answerAt(found, request, peer, api);
    return { ...answer, headers: answer.headers.map(forOwnDomain) };
  };
}

async function answerAt(
  { place, host }: Extract<HostOfStorefront, { kind: 'storefront' }>,
  request: ApiRequest,
  peer: Peer,
  api: ApiHandler,
): Promise<ApiAnswer> {
  const { origin } = runtime();
  const path = request.target.split('?', 1)[0] ?? '';
  if (path === consentScriptPath) return consentScriptAnswer(request);
  if (path === formScriptPath) return formScriptAnswer(request);
  if (path === cspReportPath) return cspReportAnswer(request, peer);
  if (path === gpcPath) return gpcAnswer(request);
  // The API also hears of keys that stand in an address: it refuses them, and tells their organisation.
  if (path === apiBase || path.startsWith(`${apiBase}/`) || namesKey(request.target)) return api(request, peer);
  // The visitor's page is one of ours, and what stands behind `#` goes along with them.
  if (path === `/consent/${place.slug}`) {
    return emptyAnswer(307, [...requestId(), ['location', `${origin}/consent/${place.slug}`]]);
  }
  // Else a redirect to such a path would lead to a host of its choice.
  if (/^\/[/\\]/.test(path)) return nothingHere();
  return storefrontAnswer(request, { place, base: '', path, origin: originAt(host, origin) }, peer);
}

function forOwnDomain(line: HeaderLine): HeaderLine {
  return line[0] === ownDomainTransportSecurity[0] ? ownDomainTransportSecurity : line;
}

function gpcAnswer({ method }: ApiRequest): ApiAnswer {
  if (method !== 'GET' && method !== 'HEAD') return emptyAnswer(405, [...requestId(), ['allow', 'GET, HEAD']]);
  const answer = textAnswer('application/json', gpcJson(), requestId());
  return method === 'HEAD' ? { ...answer, body: null } : answer;
}

function nothingHere(): ApiAnswer {
  const id = newId('req');
  return problemAnswer(fail('not_found'), id, [['x-request-id', id]]);
}

function requestId(): (readonly [string, string])[] {
  return [['x-request-id', newId('req')]];
}

/** The same scheme and port as ours: what is in front of us is in front of both. */
function originAt(host: string, ours: string): string {
  const url = new URL(ours);
  url.hostname = host;
  return url.origin;
}
