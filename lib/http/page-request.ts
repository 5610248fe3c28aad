import { cookies, headers } from 'next/headers';
import type { RequestMeta } from '../access/request.ts';
import { idPattern, newId } from '../platform/ids.ts';
import { nonceHeader, pathHeader, requestIdHeader } from './page-headers.ts';
import { addressOf } from './peer-address.ts';

/** What Next knows of the request that a page or action answers. */
export interface PageRequest {
  readonly meta: Omit<RequestMeta, 'door'>;
  /** Path and query as the browser asked for them; null when the middleware did not run. */
  readonly target: string | null;
  readonly origin: string | null;
  readonly secFetchSite: string | null;
}

const requestIdForm = idPattern('req');

export async function pageRequest(): Promise<PageRequest> {
  const [head, jar] = await Promise.all([headers(), cookies()]);
  const given = head.get(requestIdHeader) ?? '';
  return {
    meta: {
      requestId: requestIdForm.test(given) ? given : newId('req'),
      address: addressOf(head),
      userAgent: head.get('user-agent'),
      cookies: new Map(jar.getAll().map(({ name, value }) => [name, value])),
      body: null,
    },
    target: head.get(pathHeader),
    origin: head.get('origin'),
    secFetchSite: head.get('sec-fetch-site'),
  };
}

/** The nonce of this page's policy, for what renders scripts and styles itself. */
export async function pageNonce(): Promise<string | undefined> {
  return (await headers()).get(nonceHeader) ?? undefined;
}
