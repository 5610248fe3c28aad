import canonicalize from 'canonicalize';
import { fail } from '../platform/errors.ts';

/** What canonical JSON can hold. `undefined` members are refused, not dropped. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/**
 * The one text of a value: JSON Canonicalization Scheme, RFC 8785.
 * @throws `internal` for what JSON cannot say (NaN, infinities, lone surrogates, `undefined`).
 */
export function canonicalJson(value: Json): string {
  assertJson(value);
  const text = canonicalize(value);
  if (text === undefined) throw fail('internal', { detail: 'value has no canonical form' });
  return text;
}

function assertJson(value: unknown): void {
  switch (typeof value) {
    case 'string':
      if (!value.isWellFormed()) throw fail('internal', { detail: 'lone surrogate in canonical JSON' });
      return;
    case 'number':
      if (!Number.isFinite(value)) throw fail('internal', { detail: 'number without canonical form' });
      return;
    case 'boolean':
      return;
    case 'object':
      if (value === null) return;
      if (Array.isArray(value)) {
        // Not forEach: it skips holes, which JSON cannot say.
        for (const item of value as readonly unknown[]) assertJson(item);
        return;
      }
      // A Date, a Map or a byte array would be written as something else than what it is.
      if (Object.prototype.toString.call(value) !== '[object Object]' || hasToJson(value)) {
        throw fail('internal', { detail: 'no canonical form for this kind of object' });
      }
      for (const [name, member] of Object.entries(value)) {
        assertJson(name);
        assertJson(member);
      }
      return;
    default:
      throw fail('internal', { detail: `no canonical form for ${typeof value}` });
  }
}

function hasToJson(value: object): boolean {
  return 'toJSON' in value && typeof value.toJSON === 'function';
}
