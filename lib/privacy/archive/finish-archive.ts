import type { ReceiptDraft } from '../../ledger/receipt.ts';
import { fail } from '../../platform/errors.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import { ledgerPath } from '../export/format.ts';
import { type ArchivePlace, placeText } from './archive-place.ts';
import { findArchiveRow, insertHistoryRow, replaceArchiveRow, runningImports } from './archive-store.ts';
import type { OpenArchive } from './open-archive.ts';
import { ArchiveReport } from './schema.ts';
import { namesOneOf, withoutOpenings } from './without-openings.ts';

interface AtTheEnd {
  readonly archive: OpenArchive;
  readonly place: ArchivePlace;
  /** As the place was last committed. */
  readonly saved: ArchivePlace;
  /** Contacts that were erased on this installation. */
  readonly erased: ReadonlySet<string>;
}

interface Ended {
  readonly receipt: ReceiptDraft;
  readonly imports: readonly string[];
}

/**
 * Ends an import whose rows are all in: keeps the old ledger as it came, but for what it says of people who were erased here,
 * and says in this ledger where everything is from. Afterwards the archive is `done`; its object is still to be removed.
 * @throws `conflict` when the import is not at this place any more.
 */
export async function finishArchive(ctx: TenantContext, id: string, end: AtTheEnd): Promise<void> {
  const { archive, place, saved, erased } = end;
  const object = `history/${place.history}`;
  const at = ctx.now().toISOString();
  const ledger = archive.read(ledgerPath);
  const kept = await ctx.objects.put(
    object,
    erased.size === 0 ? ledger : withoutOpenings(ledger, namesOneOf(erased), at),
  );
  const { imports } = await ctx.write(
    (ended: Ended) => ended.receipt,
    async (tx): Promise<Ended> => {
      const now = await findArchiveRow(tx, id);
      if (now?.state !== 'running' || now.checkpoint !== placeText(saved)) {
        throw fail('conflict', { detail: `the archive is ${now?.state ?? 'gone'}` });
      }
      const report = ArchiveReport.parse(JSON.parse(now.report ?? 'null'));
      const { origin, size, root, note, vkey } = report.ledger;
      await insertHistoryRow(tx, {
        ...{ id: place.history, origin, orgId: report.organization.id, size, note, object, importedAt: at },
        root: Buffer.from(root, 'hex'),
        sha256: kept.sha256,
      });
      const done = { state: 'done', object: null, checkpoint: null, error: null, updatedAt: at, finishedAt: at };
      await replaceArchiveRow(tx, { ...now, ...done });
      return {
        imports: await runningImports(tx),
        receipt: {
          action: 'archive.imported',
          subject: id,
          detail: {
            counts: Object.fromEntries(
              report.entities.filter(({ taken }) => taken).map(({ name, rows }) => [name, rows]),
            ),
            sha256: Buffer.from(now.sha256 ?? []).toString('hex'),
            organization: report.organization.id,
            instance: report.instance,
            ledger: { origin, size, root, vkey },
          },
        },
      };
    },
  );
  // Imports of CSV files that were under way there go on here.
  for (const subject of imports) {
    await ctx.services.jobs.enqueue({ kind: 'imports.run', orgId: ctx.org.id, subject, actor: ctx.actor });
  }
}

/** Says that an import cannot go on as it is. It can be started again, and goes on where it stopped. */
export async function stopArchive(ctx: TenantContext, id: string, reason: string): Promise<void> {
  await ctx.write({ action: 'archive.failed', subject: id, detail: { reason } }, async (tx) => {
    const now = await findArchiveRow(tx, id);
    if (now?.state !== 'running') throw fail('conflict', { detail: `the archive is ${now?.state ?? 'gone'}` });
    await replaceArchiveRow(tx, { ...now, state: 'failed', error: reason, updatedAt: ctx.now().toISOString() });
  });
}
