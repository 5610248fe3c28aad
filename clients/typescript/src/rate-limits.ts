/** What one limit has left, as `RateLimit` and `RateLimit-Policy` tell it. */
export interface RateLimit {
  readonly name: string;
  /** Calls that would still pass now. */
  readonly remaining: number;
  /** Seconds until one more passes; null while there are some left. */
  readonly resetSeconds: number | null;
  readonly limit: number | null;
  readonly windowSeconds: number | null;
}

/** Reads the two headers (draft-ietf-httpapi-ratelimit-headers-11). What cannot be read is left out. */
export function readRateLimits(headers: Headers): RateLimit[] {
  const policies = new Map(items(headers.get('ratelimit-policy')).map((item) => [item.name, item.numbers]));
  return items(headers.get('ratelimit')).map(({ name, numbers }) => ({
    name,
    remaining: numbers.get('r') ?? 0,
    resetSeconds: numbers.get('t') ?? null,
    limit: policies.get(name)?.get('q') ?? null,
    windowSeconds: policies.get(name)?.get('w') ?? null,
  }));
}

interface Item {
  readonly name: string;
  readonly numbers: ReadonlyMap<string, number>;
}

/** A list of quoted names with whole numbers as parameters: the part of RFC 9651 that these headers use. */
function items(value: string | null): Item[] {
  return [...(value ?? '').matchAll(/"([^"]*)"((?:\s*;\s*[a-z]+=\d+)*)/g)].map(([, name = '', parameters = '']) => ({
    name,
    numbers: new Map([...parameters.matchAll(/([a-z]+)=(\d+)/g)].map(([, key = '', number]) => [key, Number(number)])),
  }));
}
