import type { LimitVerdict } from './limits.ts';

/** `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers-11), and `Retry-After` when refused. */
export function limitHeaders(verdict: LimitVerdict): Record<string, string> {
  const name = `"${verdict.name}"`;
  // A sliding window says when it gives again only once it is spent.
  const waits = verdict.retryAfterSeconds > 0;
  return {
    'RateLimit-Policy': `${name};q=${verdict.limit};w=${verdict.windowSeconds}`,
    RateLimit: `${name};r=${verdict.remaining}${waits ? `;t=${Math.ceil(verdict.retryAfterSeconds)}` : ''}`,
    ...(verdict.allowed ? {} : { 'Retry-After': String(Math.max(1, Math.ceil(verdict.retryAfterSeconds))) }),
  };
}
