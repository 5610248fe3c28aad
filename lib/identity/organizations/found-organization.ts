import type { ReceiptDraft } from '../../ledger/receipt.ts';
import type { SqlWriter } from '../../platform/db/types.ts';
import { fail, isHoldfastError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { runtime } from '../../runtime.ts';
import { oweReceipts } from '../../tenancy/outbox.ts';
import { insertMembership } from '../memberships.ts';
import { slugCandidate } from './slug.ts';

export interface FoundedOrganization {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly plan: string;
}

interface Founding {
  readonly name: string;
  readonly plan: string;
  /** Named by the first receipts. */
  readonly actor: string;
  readonly now: Date;
}

/** With four random characters there are half a million addresses a name; ten in a row are not all taken. */
const slugTries = 10;

/**
 * Makes an organisation. Afterwards it has its database, its key, and an owner: the person that `owner` finds or makes
 * in the same transaction that makes it active; its ledger begins with its founding.
 */
export async function foundOrganization<T extends { readonly userId: string; readonly email: string }>(
  founding: Founding,
  owner: (tx: SqlWriter, org: FoundedOrganization) => Promise<T>,
): Promise<{ readonly org: FoundedOrganization; readonly result: T }> {
  const { name, plan, actor, now } = founding;
  for (let attempt = 0; attempt < slugTries; attempt += 1) {
    const org = { id: newId('org'), slug: slugCandidate(name, attempt), name, plan };
    let result: T | undefined;
    try {
      await runtime().tenancy.provision(org, async (tx) => {
        result = await owner(tx, org);
        const { userId, email } = result;
        const membershipId = await insertMembership(tx, { orgId: org.id, userId, role: 'owner', now });
        const receipts: readonly ReceiptDraft[] = [
          { action: 'organization.created', subject: org.id, detail: { name, slug: org.slug, plan } },
          { action: 'member.added', subject: membershipId, detail: { userId, email, role: 'owner' } },
        ];
        await oweReceipts(tx, receipts, { orgId: org.id, actor, at: now });
      });
    } catch (error) {
      if (isHoldfastError(error) && error.code === 'conflict') continue;
      throw error;
    }
    if (result === undefined) throw fail('internal', { detail: 'an organisation was made without an owner' });
    return { org, result };
  }
  throw fail('conflict', { detail: `no free slug for ${slugTries} tries` });
}
