import type { IncomingMessage } from 'node:http';
import { isInternalRequestHeader } from '#lib/http/headers.ts';
import { clientAddress } from '#lib/platform/address.ts';

/** What proxies write of a request's way. A client can write it just as well. */
const forwarding =
  /^(?:x-forwarded-.*|forwarded|x-real-ip|x-client-ip|x-cluster-client-ip|true-client-ip|cf-connecting-ip)$/;

export interface Arrival {
  /** The client's address by the trusted-hops rule. */
  readonly address: string;
}

/**
 * Reads what is to be believed of a request's way, then drops every header by which a client could speak for a proxy,
 * for us, or for Next. Afterwards no code behind this sees what was forged.
 */
export function admit(request: IncomingMessage, trustedHops: number): Arrival {
  const forwardedFor = request.headers['x-forwarded-for'];
  const address = clientAddress({
    peer: request.socket.remoteAddress ?? null,
    forwardedFor: Array.isArray(forwardedFor) ? forwardedFor.join(',') : (forwardedFor ?? null),
    trustedHops,
  });
  for (const name of Object.keys(request.headers)) {
    if (forwarding.test(name) || isInternalRequestHeader(name)) delete request.headers[name];
  }
  return { address };
}

/**
 * Writes, for the pages behind us, what is true: where the request came from and the origin it was meant for. The raw
 * headers are rewritten too, since some code reads those.
 */
export function describe(request: IncomingMessage, facts: Readonly<Record<string, string>>): void {
  Object.assign(request.headers, facts);
  request.rawHeaders = Object.entries(request.headers).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value ?? '']).flatMap((each) => [name, each]),
  );
}
