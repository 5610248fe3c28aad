import { describe, expect, it } from 'vitest';
import { limitHeaders } from '#lib/access/limit-headers.ts';
import { HoldfastApiError, retryAfterSeconds } from '../../../clients/typescript/src/errors.ts';
import { readRateLimits } from '../../../clients/typescript/src/rate-limits.ts';

describe('the client reads the limits that an answer tells of', () => {
  it('as the server writes them', () => {
    const verdict = {
      name: 'api.general',
      allowed: false,
      limit: 1000,
      windowSeconds: 60,
      remaining: 0,
      slot: null,
    } as const;
    const headers = new Headers(limitHeaders({ ...verdict, retryAfterSeconds: 11.2 }));
    expect(readRateLimits(headers)).toEqual([
      { name: 'api.general', remaining: 0, resetSeconds: 12, limit: 1000, windowSeconds: 60 },
    ]);
    expect(retryAfterSeconds(headers)).toBe(12);
  });

  it('several of them, and none where there are none', () => {
    const headers = new Headers({
      ratelimit: '"a";r=5, "b";r=0;t=30',
      'ratelimit-policy': '"b";q=10;w=60',
    });
    expect(readRateLimits(headers)).toEqual([
      { name: 'a', remaining: 5, resetSeconds: null, limit: null, windowSeconds: null },
      { name: 'b', remaining: 0, resetSeconds: 30, limit: 10, windowSeconds: 60 },
    ]);
    expect(readRateLimits(new Headers())).toEqual([]);
    expect(readRateLimits(new Headers({ ratelimit: 'nonsense' }))).toEqual([]);
  });

  it('and when to come back, as seconds or as a date', () => {
    const soon = new Date(Date.now() + 90_000).toUTCString();
    expect(retryAfterSeconds(new Headers({ 'retry-after': soon }))).toBeGreaterThan(80);
    expect(retryAfterSeconds(new Headers({ 'retry-after': new Date(0).toUTCString() }))).toBe(0);
    for (const value of ['', 'soon']) expect(retryAfterSeconds(new Headers({ 'retry-after': value }))).toBeNull();
    expect(retryAfterSeconds(new Headers())).toBeNull();
  });
});

describe('an error of the client', () => {
  it('says what it can of an answer that is no problem of ours', () => {
    const error = new HoldfastApiError('me.read', 502, {}, new Headers({ 'x-request-id': 'req_1' }));
    expect(error).toMatchObject({
      code: 'unknown',
      status: 502,
      fields: [],
      requestId: 'req_1',
      name: 'HoldfastApiError',
    });
    expect(error.message).toBe('me.read was answered 502');
  });
});
