import { clientAddress } from '../platform/address.ts';
import { runtime } from '../runtime.ts';
import { frontHeader, readFront } from './front.ts';

/** The client's address, for what Next serves: our own server says it; another host's proxies are believed by the trusted-hops rule. */
export function addressOf(head: { get(name: string): string | null }): string {
  const front = readFront(head.get(frontHeader));
  if (front !== null) return front.address;
  return clientAddress({
    peer: null,
    forwardedFor: head.get('x-forwarded-for'),
    trustedHops: runtime().env.HOLDFAST_TRUSTED_PROXY_HOPS,
  });
}
