import type { LimitVerdict } from './limits.ts';

/** `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers-11), and `Retry-After` when refused. */
export function limitHeaders(verdict: LimitVerdict): Record<string, string> {
  const name = `"${verdict.name}"`;
  return {
    'RateLimit-Policy': `${name};q=${verdict.limit};w=${verdict.windowSeconds}`,
    RateLimit: `${name};r=${verdict.remaining};t=${Math.ceil(verdict.retryAfterSeconds)}`,
    ...(verdict.allowed ? {} : { 'Retry-After': String(Math.max(1, Math.ceil(verdict.retryAfterSeconds))) }),
  };
}
