import type { ApiRequest } from './api-message.ts';

/** The request headers that browsers set themselves and no script of another site can change. */
export interface FetchHeaders {
  readonly origin: string | null;
  readonly secFetchSite: string | null;
}

export function fetchHeaders(request: ApiRequest): FetchHeaders {
  return { origin: request.header('origin'), secFetchSite: request.header('sec-fetch-site') };
}

/**
 * Whether a browser vouches that a page of ours sent this request: the proof without which a cookie is no credential at
 * the API. A page of another site, of a sibling host, or a typed address gives none. Browsers send `Origin` with every
 * unsafe method, so a request with one must name ours.
 */
export function provenSameOrigin(request: FetchHeaders, ownOrigin: string): boolean {
  if (request.origin !== null && request.origin !== ownOrigin) return false;
  if (request.secFetchSite !== null) return request.secFetchSite === 'same-origin';
  return request.origin === ownOrigin;
}

/**
 * Whether a browser says that a page of another site or host sent this request. Programs that are no browsers say
 * nothing, and are not foreign.
 */
export function sentByForeignPage(request: FetchHeaders, ownOrigin: string): boolean {
  if (request.origin !== null && request.origin !== ownOrigin) return true;
  return request.secFetchSite === 'cross-site' || request.secFetchSite === 'same-site';
}
