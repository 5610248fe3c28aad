import { policySnapshot, readStoredConsent, sealedPolicy } from '../consent/policy.ts';
import type { ConsentSettingsOf } from '../consent/schema.ts';
import type { SqlReader } from '../platform/db/types.ts';
import type { TenantContext } from '../tenancy/context.ts';
import { problemsOf } from './problems.ts';
import { readContent } from './read-content.ts';
import type { StorefrontAnswer } from './schema.ts';
import type { StorefrontRow } from './store.ts';

/**
 * Which consent settings count once the storefront is published: those that visitors are asked by while it is, so that
 * publishing a page asks nobody anything that was not published; else those that were edited.
 */
export function settingsToPublish(row: Pick<StorefrontRow, 'state' | 'consent'>): {
  readonly which: 'draft' | 'published';
  readonly settings: ConsentSettingsOf;
} {
  const { draft, published } = readStoredConsent(row.consent);
  return row.state === 'published' && published !== null
    ? { which: 'published', settings: published }
    : { which: 'draft', settings: draft };
}

/** Whose policy it would be once the draft is published. */
export function subjectToPublish(ctx: Pick<TenantContext, 'org' | 'services'>, { id, slug, draft }: StorefrontRow) {
  const { name } = readContent(draft);
  return { storefront: { id, slug, name }, organization: ctx.org.name, origin: ctx.services.origin };
}

export function hasChanges({ state, draft, published }: Pick<StorefrontRow, 'state' | 'draft' | 'published'>): boolean {
  return state !== 'published' || published !== draft;
}

/**
 * A storefront as its organisation is answered it.
 * @param url from `addressOf`, which asks the control database and so cannot be asked inside a write.
 */
export async function presentStorefront(
  ctx: Pick<TenantContext, 'org' | 'services'>,
  db: SqlReader,
  row: StorefrontRow,
  url: string,
): Promise<StorefrontAnswer> {
  const draft = readContent(row.draft);
  const { settings } = settingsToPublish(row);
  const { hash } = sealedPolicy(policySnapshot(subjectToPublish(ctx, row), settings));
  return {
    id: row.id,
    slug: row.slug,
    url,
    state: row.state,
    draft,
    published: row.published === null ? null : readContent(row.published),
    hasChanges: hasChanges(row),
    problems: await problemsOf(db, row.id, draft, settings),
    asksAgain: row.policy !== null && row.policy !== hash,
    publishedAt: row.publishedAt,
    createdBy: row.createdBy,
    version: row.version,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}
