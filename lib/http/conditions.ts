import type { RequestMeta } from '../access/request.ts';
import { idempotencyHeader, parseIdempotencyKey } from '../idempotency/key.ts';
import { type EntityTags, matchesStrongly, matchesWeakly, parseEntityTags } from '../platform/entity-tag.ts';
import { fail } from '../platform/errors.ts';
import { type ApiAnswer, type ApiRequest, headerOf } from './api-message.ts';
import type { Route } from './route-table.ts';

/** What a request asks for beside its input. */
export interface Conditions {
  readonly method: string;
  /** What the operation is told. */
  readonly meta: Pick<RequestMeta, 'idempotencyKey' | 'ifMatch'>;
  readonly ifNoneMatch: EntityTags | undefined;
}

/**
 * The conditions of a request: `Idempotency-Key`, `If-Match`, `If-None-Match`; undefined when it sends none of them. One
 * that its operation cannot keep is refused: a caller who believes to be protected must not be wrong.
 * @throws `invalid_input` naming the header.
 */
export function readConditions(request: ApiRequest, route: Route): Conditions | undefined {
  const key = request.header('idempotency-key');
  const ifMatch = request.header('if-match');
  const ifNoneMatch = request.header('if-none-match');
  if (key === null && ifMatch === null && ifNoneMatch === null) return undefined;
  return {
    method: request.method,
    meta: {
      ...(key === null ? {} : keyFor(route, key)),
      ...(ifMatch === null ? {} : { ifMatch: ifMatchFor(route, ifMatch) }),
    },
    ifNoneMatch: ifNoneMatch === null ? undefined : ifNoneMatchFor(route, ifNoneMatch),
  };
}

function keyFor({ idempotency }: Route, value: string): { readonly idempotencyKey?: string } {
  if (idempotency.kind === 'ignored') return {};
  if (idempotency.kind === 'refused') {
    throw refusal(
      idempotencyHeader,
      `This operation cannot keep it: ${idempotency.reason}. Send the request without it.`,
    );
  }
  return { idempotencyKey: parseIdempotencyKey(value) };
}

function ifMatchFor({ takesIfMatch }: Route, value: string): EntityTags {
  if (!takesIfMatch) throw refusal('If-Match', 'There is no version here to compare with.');
  return tagsOf('If-Match', value);
}

function ifNoneMatchFor({ method, takesIfNoneMatch }: Route, value: string): EntityTags | undefined {
  if (method !== 'GET') throw refusal('If-None-Match', 'Only reading can be made to depend on it.');
  // An answer without a tag is always new.
  return takesIfNoneMatch ? tagsOf('If-None-Match', value) : undefined;
}

function tagsOf(header: string, value: string): EntityTags {
  const tags = parseEntityTags(value);
  if (tags === null) throw refusal(header, 'Give * or entity tags in double quotes, as the ETag header has them.');
  return tags;
}

function refusal(header: string, message: string) {
  return fail('invalid_input', { problems: [{ path: header, message }] });
}

/**
 * What a successful answer to a reading request becomes under its conditions (RFC 9110, section 13.2.2): itself, 304
 * without its content, or a refusal. Changes have asked `If-Match` inside their write.
 * @throws `version_conflict`.
 */
export function underConditions(answer: ApiAnswer, { method, meta, ifNoneMatch }: Conditions): ApiAnswer {
  const tag = headerOf(answer, 'etag');
  if (tag === undefined || (method !== 'GET' && method !== 'HEAD')) return answer;
  if (meta.ifMatch !== undefined && !matchesStrongly(meta.ifMatch, tag)) throw fail('version_conflict');
  if (ifNoneMatch === undefined || !matchesWeakly(ifNoneMatch, tag)) return answer;
  const headers = answer.headers.filter(([name]) => name !== 'content-type' && name !== 'content-length');
  return { status: 304, headers, body: null };
}
