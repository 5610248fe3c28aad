import { operation } from '../access/operation.ts';
import { requireMatch } from '../access/precondition.ts';
import { canonicalJson, type Json } from '../ledger/canonical.ts';
import { sha256 } from '../platform/crypto/digest.ts';
import type { SqlReader } from '../platform/db/types.ts';
import { fail } from '../platform/errors.ts';
import { addressOf } from './address-of.ts';
import { followLook } from './banner-look.ts';
import { presentStorefront } from './present.ts';
import { readContent } from './read-content.ts';
import { requireStorefront } from './require-storefront.ts';
import { Storefront, type StorefrontAnswer, UpdateStorefront } from './schema.ts';
import { type StorefrontRow, saveDraft } from './store.ts';

/**
 * Keeps what was edited. What visitors see stays until it is published.
 * @throws `not_found`; `version_conflict` when somebody else changed the storefront since.
 */
export const updateStorefront = operation({
  name: 'storefronts.update',
  title: 'Change the draft of a storefront',
  description:
    'The whole content, as a draft: visitors see what was published. A draft may be unfinished; `problems` says what keeps it from being published. A change that changes nothing leaves the version as it is.',
  http: 'PATCH /storefronts/{id}',
  permission: 'storefronts:write',
  feature: undefined,
  limits: ['api.general'],
  input: UpdateStorefront,
  output: Storefront,
  writes: true,
  versioned: true,
  refuses: ['version_conflict'],
  run: async (ctx, { id, version, draft: content }) => {
    const draft = canonicalJson(content as unknown as Json);
    const url = await addressOf(ctx, await requireStorefront(ctx.db, id));
    const present = (db: SqlReader, row: StorefrontRow) => presentStorefront(ctx, db, row, url);
    const matched = async (db: SqlReader) => {
      const before = await requireStorefront(db, id);
      const shown = await present(db, before);
      requireMatch(ctx.request, () => shown);
      if (version !== undefined && version !== before.version) throw fail('version_conflict');
      return { before, shown };
    };
    const early = await matched(ctx.db);
    if (early.before.draft === draft) return early.shown;
    const digest = sha256(draft).toString('hex');
    return ctx.writeAnswer(
      ({ changed }: Updated) => ({ action: 'storefront.updated', subject: id, detail: { draft: digest, changed } }),
      async (tx) => {
        const { before } = await matched(tx);
        const consent = followLook(before.consent, readContent(before.draft).theme, content.theme);
        await saveDraft(tx, id, { draft, consent, at: ctx.now().toISOString() });
        const answer = await present(tx, await requireStorefront(tx, id));
        return { answer, changed: changedParts(JSON.parse(before.draft) as Json, content as unknown as Json) };
      },
      ({ answer }) => answer,
    );
  },
});

interface Updated {
  readonly answer: StorefrontAnswer;
  readonly changed: readonly string[];
}

/** Which parts of the content differ: the receipt names them, and the digest fixes the rest. */
function changedParts(before: Json, after: Json): string[] {
  const parts = (content: Json) => content as Readonly<Record<string, Json>>;
  return Object.keys(parts(after)).filter(
    (name) => canonicalJson(parts(before)[name] ?? null) !== canonicalJson(parts(after)[name] ?? null),
  );
}
