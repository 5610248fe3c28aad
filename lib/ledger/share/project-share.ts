import { operation } from '../../access/operation.ts';
import { sha256 } from '../../platform/crypto/digest.ts';
import { fail } from '../../platform/errors.ts';
import { assertSame } from '../inconsistency.ts';
import { filterOf, revealOf } from './present-share.ts';
import { projectionFile } from './projection-file.ts';
import { SharedReceipts, ShareToken } from './schema.ts';
import { findOwnShare } from './share-store.ts';
import { shareTokenHash } from './share-token.ts';
import { provenReceipts } from './shared-receipts.ts';

/**
 * What a link of the organisation shows, whether it still works or not: for whoever has judged that. It is what the link
 * was made to show, byte for byte, or nothing.
 *
 * @throws `not_found`; `ledger_inconsistent` or `internal` when it cannot be shown soundly.
 */
export const projectShare = operation({
  name: 'shares.project',
  title: 'Project the receipts of a link',
  permission: 'shares:read',
  feature: undefined,
  limits: [],
  input: ShareToken,
  output: SharedReceipts,
  writes: false,
  run: async (ctx, { token }) => {
    const row = await findOwnShare(ctx.directory, ctx.org.id, shareTokenHash(token));
    if (!row) throw fail('not_found');
    const terms = { filter: filterOf(row), reveal: revealOf(row), size: row.size };
    const proven = await provenReceipts(ctx.db, ctx.org.id, terms, token);
    assertSame(
      sha256(projectionFile(proven)),
      row.digest,
      `link ${row.id} would show something else than it was made to`,
    );
    return { ...proven, organization: ctx.org.name, expiresAt: row.expiresAt };
  },
});
