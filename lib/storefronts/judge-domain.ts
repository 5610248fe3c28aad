import type { TextRecords } from '../platform/outbound/text-records.ts';
import type { DomainRow, DomainState } from './domain-store.ts';
import { domainGraceDays } from './schema.ts';

const dayMs = 86_400_000;

/** Where the record belongs that shows a host to be an organisation's. */
export function txtNameOf(host: string): string {
  return `_holdfast.${host}`;
}

/** What a look at DNS found for a domain. */
export type DomainSight = 'shown' | 'no_record' | 'other_record' | 'no_answer';

/** Looks whether DNS shows the host to be the organisation's: one of the records at its name has to be the token, whole. */
export async function lookAtDomain(
  dns: TextRecords,
  { host, token }: Pick<DomainRow, 'host' | 'token'>,
): Promise<DomainSight> {
  const answer = await dns.read(txtNameOf(host));
  if (answer.kind === 'no_answer') return 'no_answer';
  if (answer.kind === 'none' || answer.texts.length === 0) return 'no_record';
  return answer.texts.some((text) => text.trim() === token) ? 'shown' : 'other_record';
}

/**
 * What becomes of a domain after a look.
 *
 * A host that DNS shows is verified, unless another storefront has it: whoever had it first keeps it until they lose it. A
 * verified host whose record is gone stays verified for {@link domainGraceDays} days from the first look that missed it, and
 * then is not any more. That nobody answers says nothing of a record that was there: then all stays as it is.
 */
export function judgeDomain(
  before: DomainState,
  { sight, taken, now }: { readonly sight: DomainSight; readonly taken: boolean; readonly now: Date },
): DomainState {
  if (sight === 'shown') {
    if (taken) return { ...before, problem: 'taken' };
    return { verifiedAt: before.verifiedAt ?? now.toISOString(), missingSince: null, problem: null };
  }
  if (before.verifiedAt === null || sight === 'no_answer') return { ...before, problem: sight };
  const missingSince = before.missingSince ?? now.toISOString();
  const over = now.getTime() >= Date.parse(missingSince) + domainGraceDays * dayMs;
  return { verifiedAt: over ? null : before.verifiedAt, missingSince, problem: sight };
}

/** Until when a verified host is served whose record is gone; null for all others. */
export function servedUntil({ verifiedAt, missingSince }: DomainState): string | null {
  if (verifiedAt === null || missingSince === null) return null;
  return new Date(Date.parse(missingSince) + domainGraceDays * dayMs).toISOString();
}
