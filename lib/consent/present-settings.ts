import type { z } from 'zod';
import type { SqlReader } from '../platform/db/types.ts';
import { type PolicySubject, policySnapshot, readStoredConsent, sealedPolicy } from './policy.ts';
import { type ConsentStorefrontRow, findPolicyRow } from './policy-store.ts';
import type { ConsentSettingsAnswer } from './schema.ts';

/** The settings of a storefront, and whether publishing them would ask visitors again. */
export async function presentSettings(
  db: SqlReader,
  row: ConsentStorefrontRow,
  subject: PolicySubject,
): Promise<z.output<typeof ConsentSettingsAnswer>> {
  const { draft, published } = readStoredConsent(row.consent);
  const policy = row.policy === null ? undefined : await findPolicyRow(db, row.id, row.policy);
  return {
    id: row.id,
    slug: row.slug,
    name: row.name ?? row.draftName ?? row.slug,
    state: row.state,
    scriptUrl: `${subject.origin}/consent.js`,
    draft,
    published,
    policy: row.policy,
    policySince: policy?.createdAt ?? null,
    asksAgain: sealedPolicy(policySnapshot(subject, draft)).hash !== row.policy,
    version: row.version,
  };
}
