import { matchesStrongly, strongTag } from '../platform/entity-tag.ts';
import { fail } from '../platform/errors.ts';
import type { RequestMeta } from './request.ts';

/**
 * Holds a change to the `If-Match` of its request. `present` gives the record as it would be answered now; ask inside the
 * write, where nobody else can come between. Without the header nothing is asked and nothing costs.
 *
 * @throws `version_conflict` when the record is not what any of the listed tags was given for.
 */
export function requireMatch(request: RequestMeta, present: () => unknown): void {
  if (request.ifMatch === undefined) return;
  if (!matchesStrongly(request.ifMatch, versionTag(present()))) throw fail('version_conflict');
}

/** The strong entity tag of a record that carries its version, as it is answered to this caller. */
export function versionTag(answer: unknown): string {
  return strongTag(JSON.stringify(answer));
}
