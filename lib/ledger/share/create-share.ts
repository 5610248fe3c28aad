import type { z } from 'zod';
import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { operation } from '../../access/operation.ts';
import { isoAfter } from '../../platform/clock.ts';
import { sha256 } from '../../platform/crypto/digest.ts';
import { fail } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import { listKeyStatements } from '../key-store.ts';
import { parseVkey } from '../note.ts';
import { isOpaque } from '../project.ts';
import { presentShare } from './present-share.ts';
import { projectionFile } from './projection-file.ts';
import { CreatedShare, CreateShare, shareDaysDefault, shareDaysMax, sharedReceiptsMax } from './schema.ts';
import { insertShare, type ShareRow } from './share-store.ts';
import { newShareToken, shareTokenHash } from './share-token.ts';
import { provenReceipts, type ShareTerms, selectReceipts } from './shared-receipts.ts';

/**
 * Afterwards the link works for anybody who has it, until it expires, is used up or is revoked. What it shows is fixed: the
 * receipts that match now, proven against the checkpoint that is signed for it, under pseudonyms of its own. A digest of
 * that stands in the link's receipt, so that nobody can say later that it showed something else. CLAIMS R1, R6, G7.
 */
export const createShare = operation({
  name: 'shares.create',
  title: 'Share receipts by a link',
  description:
    'Anybody with the link sees the receipts, never their details, and proofs that they are in the signed ledger. The link is in this answer and nowhere else.',
  http: 'POST /ledger/shares',
  permission: 'shares:write',
  feature: undefined,
  limits: ['api.general'],
  input: CreateShare,
  output: CreatedShare,
  writes: true,
  revealsSecret: true,
  status: 201,
  run: async (ctx, { label, reveal, expiresAt, usesMax, ...filter }) => {
    const now = ctx.now();
    const until = expiryOf(expiresAt, now);
    const { size } = await ctx.checkpoint();
    const terms: ShareTerms = { filter: definedOf(filter), reveal, size };
    await assertShareable(ctx, terms);
    const token = newShareToken();
    const proven = await provenReceipts(ctx.db, ctx.org.id, terms, token);
    const digest = sha256(projectionFile(proven));
    const row: ShareRow = {
      id: newId('shr'),
      orgId: ctx.org.id,
      label,
      filter: JSON.stringify(terms.filter),
      ...{ reveal, size, receipts: proven.receipts.length, digest },
      createdBy: ctx.actor,
      createdAt: now.toISOString(),
      expiresAt: until,
      ...{ revokedAt: null, usesMax: usesMax ?? null, uses: 0, lastUsedAt: null },
    };
    const detail = {
      ...{ label, reveal, size, filter: JSON.parse(row.filter) as Record<string, string | number> },
      receipts: row.receipts,
      expiresAt: until,
      usesMax: row.usesMax,
      digest: digest.toString('hex'),
    };
    await ctx.directory.write({ action: 'share.created', subject: row.id, detail }, async (tx) => {
      await insertShare(tx, row, shareTokenHash(token));
      const shareId = { shareId: row.id };
      await recordAuditIn(tx, { ...auditOf(ctx), action: 'share.create', outcome: 'ok', detail: shareId });
    });
    return { ...presentShare(row, now), link: `${ctx.services.origin}/share/${token}` };
  },
});

/** @throws `invalid_input` when it is not in the future, or more than a year away. */
function expiryOf(given: string | undefined, now: Date): string {
  if (given === undefined) return isoAfter(now, shareDaysDefault * 86_400);
  const at = new Date(given).toISOString();
  const problem =
    at <= now.toISOString()
      ? 'Give a time in the future.'
      : at > isoAfter(now, shareDaysMax * 86_400)
        ? 'At most a year from now.'
        : null;
  if (problem !== null) throw fail('invalid_input', { problems: [{ path: 'expiresAt', message: problem }] });
  return at;
}

/** @throws `invalid_input` when nothing matches, or more than one page, or ids cannot be shown as they are. */
async function assertShareable(ctx: TenantContext, { filter, reveal, size }: ShareTerms): Promise<void> {
  const refuse = (path: string, message: string) => fail('invalid_input', { message, problems: [{ path, message }] });
  const matching = await selectReceipts(ctx.db, { filter, size }, []);
  if (matching.length === 0) throw refuse('filter', 'No receipt matches.');
  const keys = await listKeyStatements(ctx.db);
  const rotations = reveal === 'ids' ? keys.slice(1).map(({ since }) => since) : [];
  const shown = await selectReceipts(ctx.db, { filter, size }, rotations);
  if (shown.length > sharedReceiptsMax) {
    throw refuse('filter', `More than ${sharedReceiptsMax} receipts match. Narrow the filter, or export the ledger.`);
  }
  const { origin } = parseVkey(keys[0]?.vkey ?? '');
  if (reveal === 'ids' && !shown.every((row) => isOpaque(row, origin))) {
    throw refuse('reveal', 'One of these receipts names something by more than an opaque id. Share them redacted.');
  }
}

function definedOf(filter: ShareTerms['filter']): z.output<typeof CreatedShare>['filter'] {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}
