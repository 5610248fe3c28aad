import type { Operation } from '../access/operation.ts';
import { takesIfMatch, takesIfNoneMatch } from '../access/semantics.ts';
import type { Header, Parameter, Reference } from './document.ts';
import { hasEntityTag, takesIdempotencyKey } from './semantics.ts';

/** Headers of answers, by their names. */
export const answerHeaders = {
  'X-Request-Id': {
    description: 'Names this request in our log. Tell it when you ask for help.',
    schema: { type: 'string' },
    example: 'req_01KAXQ7B6V9Q4W3H2M8T5N1C7Q',
  },
  RateLimit: {
    description:
      'What is left of each limit that was counted: `r` requests, and after `t` seconds one more (draft-ietf-httpapi-ratelimit-headers-11).',
    schema: { type: 'string' },
    example: '"api.general";r=998, "api.key";r=998',
  },
  'RateLimit-Policy': {
    description: 'The limits themselves: `q` requests in any `w` seconds.',
    schema: { type: 'string' },
    example: '"api.general";q=1000;w=60, "api.key";q=1000;w=60',
  },
  'Retry-After': {
    description: 'Seconds to wait before trying again (RFC 9110).',
    schema: { type: 'integer', minimum: 1 },
    example: 12,
  },
  ETag: {
    description: 'Stands for what was answered (RFC 9110). A weak one, with `W/`, says that a list is as it was.',
    schema: { type: 'string' },
    example: '"7hQ2vY0mC4k9ZtB1xN8sRw"',
  },
  Location: {
    description: 'Where the new record is read.',
    schema: { type: 'string', format: 'uri-reference' },
    example: '/api/v1/contacts/con_01KAXQ7B6V9Q4W3H2M8T5N1C7D',
  },
  'Idempotency-Replayed': {
    description: '`true` when nothing was done again: the answer is that of the first request with this key.',
    schema: { type: 'string', enum: ['true'] },
  },
  Deprecation: {
    description: 'Since when callers are asked to move on, as `@` and Unix seconds (RFC 9745).',
    schema: { type: 'string' },
    example: '@1798761600',
  },
  Sunset: {
    description: 'From when it may be gone, as an HTTP date (RFC 8594).',
    schema: { type: 'string' },
    example: 'Fri, 01 Jan 2027 00:00:00 GMT',
  },
  Link: {
    description: 'What to use instead, with `rel="successor-version"` (RFC 5829).',
    schema: { type: 'string' },
    example: '</api/v1/contacts>; rel="successor-version"',
  },
  'WWW-Authenticate': {
    description: 'How to prove who you are (RFC 6750).',
    schema: { type: 'string' },
    example: 'Bearer realm="holdfast"',
  },
  'Content-Disposition': {
    description: 'The name of the file (RFC 6266).',
    schema: { type: 'string' },
    example: 'attachment; filename="contacts.csv"',
  },
} as const satisfies Readonly<Record<string, Header>>;

type HeaderName = keyof typeof answerHeaders;

export function headerReferences(...names: readonly HeaderName[]): Record<string, Reference> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

/** Headers of the answer to a call that succeeded. */
export function successHeaders(op: Operation): Record<string, Reference> {
  return headerReferences(
    'X-Request-Id',
    ...(op.limits.length > 0 ? (['RateLimit', 'RateLimit-Policy'] as const) : []),
    ...(hasEntityTag(op) ? (['ETag'] as const) : []),
    ...(op.location === undefined ? [] : (['Location'] as const)),
    ...(takesIdempotencyKey(op) ? (['Idempotency-Replayed'] as const) : []),
    ...(op.deprecated === undefined ? [] : (['Deprecation'] as const)),
    ...(op.deprecated?.sunset === undefined ? [] : (['Sunset'] as const)),
    ...(op.deprecated?.successor === undefined ? [] : (['Link'] as const)),
  );
}

/** Headers of requests, by their names among the components. */
export const requestHeaders = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      'Of your choice, new for each thing that you want done, for example a UUID. Send the same request with the same key again when you did not hear back: it is done once, and you get the first answer. Kept for 24 hours.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
    example: '0b6c2c0e-6f0a-4c3f-9d55-7b0a3c1f2e4d',
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    required: false,
    description: 'The `ETag` that you were answered. The change is refused with 412 when the record has changed since.',
    schema: { type: 'string' },
    example: '"7hQ2vY0mC4k9ZtB1xN8sRw"',
  },
  IfNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    required: false,
    description:
      'The `ETag` that you were answered. The answer is 304, without content, when nothing has changed since.',
    schema: { type: 'string' },
    example: '"7hQ2vY0mC4k9ZtB1xN8sRw"',
  },
} as const satisfies Readonly<Record<string, Parameter>>;

/** The request headers that an operation heeds. */
export function headerParameters(op: Operation): Reference[] {
  const names: (keyof typeof requestHeaders)[] = [];
  if (takesIdempotencyKey(op)) names.push('IdempotencyKey');
  if (takesIfMatch(op)) names.push('IfMatch');
  if (takesIfNoneMatch(op)) names.push('IfNoneMatch');
  return names.map((name) => ({ $ref: `#/components/parameters/${name}` }));
}
