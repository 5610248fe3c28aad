import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, request } from 'undici';
import { isLoopbackAddress, isPublicAddress } from './public-address.ts';

/** What whoever runs the installation allows of addresses that others give. */
export interface OutboundPolicy {
  /** Whether this machine may be called, over http too: for trying things out. */
  readonly loopback: boolean;
}

export interface OutgoingPost {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What came of it. `reason` is a short fixed word, or the code of a failure; it says nothing of our network. */
export type PostOutcome =
  | { readonly ok: true; readonly status: number; readonly text: string }
  | { readonly ok: false; readonly status: number | null; readonly reason: string; readonly text: string };

const connectMs = 5_000;
const answerMs = 10_000;
/** Nobody needs to say more to us; what is longer is cut off. */
const answerBytesMax = 64 * 1024;

/**
 * What keeps us from ever sending to such an address, in words for whoever gave it; null when its form is good. Which
 * machine its name leads to is looked at each time it is called.
 */
export function outboundProblem(text: string, policy: OutboundPolicy): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null) return 'Not a web address.';
  const host = hostOf(url);
  const local = policy.loopback && (host === 'localhost' || isLoopbackAddress(host));
  if (url.protocol !== 'https:' && !(local && url.protocol === 'http:')) return 'Give an https address.';
  if (url.username !== '' || url.password !== '') return 'Leave out user name and password.';
  if (url.hash !== '') return 'Leave out what follows the #.';
  if (isIP(host) !== 0 && !local && !isPublicAddress(host)) return 'Not an address of the public internet.';
  if (isIP(host) === 0 && !local && !host.includes('.')) return 'Not a name of the public internet.';
  return null;
}

/**
 * Posts to an address that somebody outside gave (SSRF: OWASP ASVS 5.0, 1.3.6): https only, no redirects, and the connection
 * goes to the very address that was found to be public, so that a name cannot lead elsewhere between look and call. One
 * address of the name that is not public makes all of it refused. Never throws.
 */
export async function postOut(post: OutgoingPost, policy: OutboundPolicy): Promise<PostOutcome> {
  const failed = (reason: string, status: number | null = null, text = ''): PostOutcome => {
    return { ok: false, status, reason, text };
  };
  if (outboundProblem(post.url, policy) !== null) return failed(notPublic);
  const agent = new Agent({ connect: { lookup: checkedLookup(policy), timeout: connectMs }, pipelining: 0 });
  try {
    const answer = await request(post.url, {
      method: 'POST',
      headers: post.headers,
      body: post.body,
      dispatcher: agent,
      headersTimeout: answerMs,
      bodyTimeout: answerMs,
      signal: AbortSignal.timeout(answerMs),
    });
    const text = await textOf(answer.body);
    const { statusCode: status } = answer;
    return status >= 200 && status < 300 ? { ok: true, status, text } : failed(`status_${status}`, status, text);
  } catch (error) {
    return failed(reasonOf(error));
  } finally {
    await agent.destroy().catch(() => undefined);
  }
}

/** A name that leads nowhere and one that leads inside are told alike: nobody maps our network by asking. */
const notPublic = 'no_public_address';

function checkedLookup(policy: OutboundPolicy): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const allowed = ({ address }: { address: string }) =>
        isPublicAddress(address) || (policy.loopback && isLoopbackAddress(address));
      const [first] = found ?? [];
      if (error !== null || first === undefined || !found.every(allowed)) {
        callback(Object.assign(new Error(notPublic), { code: notPublic }), '', 0);
      } else if (options.all === true) {
        callback(null, found);
      } else {
        callback(null, first.address, first.family);
      }
    });
  };
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    bytes += chunk.byteLength;
    if (bytes > answerBytesMax) break;
  }
  return Buffer.concat(chunks).subarray(0, answerBytesMax).toString('utf8');
}

function reasonOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'timeout';
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: { code?: unknown } };
  const word = typeof code === 'string' ? code : cause?.code;
  if (word === notPublic) return notPublic;
  if (typeof word !== 'string' || !/^[A-Z0-9_]{3,60}$/.test(word)) return 'unreachable';
  return word.includes('TIMEOUT') ? 'timeout' : word.toLowerCase();
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}
