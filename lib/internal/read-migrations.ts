import type { Runtime } from '../runtime.ts';
import { countPlacements, findQuarantined, type PlacementCount, type QuarantinedRow } from './store.ts';

/** Organisations that are listed by id; all are counted. */
const listedMax = 1_000;

export interface MigrationState {
  /** The level that this version's code works with: how many migrations an organisation's database has seen then. */
  readonly schemaLevel: number;
  readonly organizations: readonly PlacementCount[];
  /** The latest thousand of those set aside: nobody can open them until they are repaired and migrated. */
  readonly quarantined: readonly QuarantinedRow[];
}

/** How far the organisations' databases have come. */
export async function readMigrationState(rt: Runtime): Promise<MigrationState> {
  const { control, schemaLevel } = rt.tenancy;
  return {
    schemaLevel,
    organizations: await countPlacements(control),
    quarantined: await findQuarantined(control, listedMax),
  };
}
