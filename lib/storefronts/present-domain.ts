import type { DomainRow } from './domain-store.ts';
import { servedUntil, txtNameOf } from './judge-domain.ts';
import type { domainStates, StorefrontDomainAnswer } from './schema.ts';

/** @param origin the installation's: hosts have to lead where it does. */
export function presentDomain(row: DomainRow, origin: string): StorefrontDomainAnswer {
  return {
    id: row.id,
    storefrontId: row.storefrontId,
    host: row.host,
    state: stateOf(row),
    txtName: txtNameOf(row.host),
    txtValue: row.token,
    target: new URL(origin).hostname,
    problem: row.problem,
    checkedAt: row.checkedAt,
    verifiedAt: row.verifiedAt,
    servedUntil: servedUntil(row),
    createdAt: row.createdAt,
  };
}

function stateOf({ verifiedAt, missingSince, problem }: DomainRow): (typeof domainStates)[number] {
  if (verifiedAt !== null) return missingSince === null ? 'verified' : 'failing';
  return problem === null ? 'pending' : 'failed';
}
