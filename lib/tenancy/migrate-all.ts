import type { Clock } from '../platform/clock.ts';
import { isDamage, type TenantEngine } from './engine.ts';
import { markReady, type Placement, type Placements, quarantine } from './placement.ts';
import type { ControlDatabase, MigrationReport } from './tenancy.ts';

interface WalkParts {
  readonly control: ControlDatabase;
  readonly engine: TenantEngine;
  readonly placements: Placements;
  readonly schemaLevel: number;
  readonly clock: Clock;
}

export interface WalkOptions {
  /** Organisations migrated at once; 4 by default. */
  readonly parallel?: number;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Rows of the control database held in memory at once. */
const pageSize = 200;

/**
 * Brings every organisation's database to this version's schema. One whose level says that it is there is skipped, so
 * a walk that was killed goes on where it stopped. A database that is damaged, missing or newer is quarantined with the
 * reason and reported, and the walk goes on; one that was quarantined before is tried again and released when it is
 * well.
 *
 * @throws `storage_unavailable` when the storage fails: that is nobody's damage, and the walk can be repeated.
 */
export async function migrateAllTenants(parts: WalkParts, options: WalkOptions = {}): Promise<MigrationReport> {
  const { control, placements, schemaLevel } = parts;
  const row = await control.get<{ total: number }>(
    `SELECT count(*) AS total FROM Organization o JOIN Placement p ON p.orgId = o.id WHERE o.status NOT IN ('provisioning', 'erasing')`,
  );
  const total = row?.total ?? 0;
  const quarantined: { orgId: string; reason: string }[] = [];
  let migrated = 0;
  let current = 0;
  let after = '';
  for (;;) {
    const page = await placements.page(after, pageSize);
    const last = page.at(-1);
    if (last === undefined) break;
    after = last.orgId;
    await inParallel(page, options.parallel ?? 4, async (placement) => {
      if (placement.state === 'ok' && placement.schemaLevel === schemaLevel) {
        current += 1;
      } else {
        const reason = await migrateOne(parts, placement);
        if (reason === undefined) migrated += 1;
        else quarantined.push({ orgId: placement.orgId, reason });
      }
      options.onProgress?.(migrated + current + quarantined.length, total);
    });
  }
  return { migrated, current, quarantined };
}

/** Returns why the database had to be set aside, or undefined when it is at the present schema. */
async function migrateOne(parts: WalkParts, placement: Placement): Promise<string | undefined> {
  const { control, engine, schemaLevel, clock } = parts;
  const { orgId } = placement;
  try {
    await engine.migrate(placement.address);
  } catch (error) {
    if (!isDamage(error)) throw error;
    const reason = error.detail ?? error.publicMessage;
    await control.write((tx) => quarantine(tx, orgId, reason, clock.now()));
    return reason;
  }
  await control.write((tx) => markReady(tx, orgId, schemaLevel, clock.now()));
  return undefined;
}

/** Runs `step` over the items, `parallel` at once. The first failure stops further starts and is thrown at the end. */
async function inParallel<Item>(
  items: readonly Item[],
  parallel: number,
  step: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      try {
        await step(item);
      } catch (error) {
        waiting.length = 0;
        throw error;
      }
      // Migrating is synchronous work: let requests in between.
      await new Promise((resume) => setImmediate(resume));
    }
  };
  const results = await Promise.allSettled(Array.from({ length: Math.min(parallel, items.length) }, worker));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}
