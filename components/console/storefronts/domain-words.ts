import type { Tone } from '../../ui/badge.tsx';
import type { StorefrontDomainItem } from './storefront-types.ts';

export const domainStateWords: Readonly<
  Record<StorefrontDomainItem['state'], { readonly tone: Tone; readonly label: string }>
> = {
  pending: { tone: 'neutral', label: 'Waits for its record' },
  verified: { tone: 'ok', label: 'Verified' },
  failing: { tone: 'warn', label: 'Record missing' },
  failed: { tone: 'danger', label: 'Not served' },
};

/** Whether it is an IP address: no CNAME can name one. */
export function isAddress(target: string): boolean {
  return /^[\d.]+$/.test(target) || target.includes(':');
}

/** What the last look at DNS found, as a sentence; null when there is nothing to say. */
export function domainProblemText({ problem, txtName, host }: StorefrontDomainItem): string | null {
  if (problem === null) return null;
  return {
    no_record: `There is no TXT record at ${txtName} yet. New records take some minutes to be seen, now and then hours.`,
    other_record: `The TXT record at ${txtName} says something else. Copy the value below once more.`,
    no_answer: `The name servers of ${host} did not answer. Try again in a few minutes.`,
    taken: `${host} was verified for another storefront already.`,
  }[problem];
}
