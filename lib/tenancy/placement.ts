import type { SqlReader, SqlWriter } from '../platform/db/types.ts';
import { fail } from '../platform/errors.ts';
import type { TenantAddress, TenantEngine } from './engine.ts';
import { type MasterKeys, subkeyOf, unwrapDataKey } from './keys.ts';

/** An organisation's placement as it is read together with what opens its database. */
interface PlacementRow {
  readonly orgId: string;
  readonly status: string;
  readonly engine: string;
  readonly location: string;
  readonly schemaLevel: number;
  readonly state: string;
  readonly stateReason: string | null;
  readonly version: number;
  readonly wrapped: Uint8Array;
  readonly masterVersion: number;
}

export type Placement = Omit<PlacementRow, 'version' | 'wrapped' | 'masterVersion'> & {
  readonly address: TenantAddress;
};

const select = `SELECT o.id AS orgId, o.status, p.engine, p.location, p.schemaLevel, p.state, p.stateReason,
       k.version, k.wrapped, k.masterVersion
  FROM Organization o
  JOIN Placement p ON p.orgId = o.id
  JOIN DataKey k ON k.orgId = o.id
   AND k.version = (SELECT max(version) FROM DataKey WHERE orgId = o.id)`;

export class Placements {
  readonly #control: SqlReader;
  readonly #masters: MasterKeys;
  readonly #engine: TenantEngine;

  constructor(control: SqlReader, masters: MasterKeys, engine: TenantEngine) {
    this.#control = control;
    this.#masters = masters;
    this.#engine = engine;
  }

  /** Where the organisation is; undefined when there is none, or none yet. */
  async find(orgId: string): Promise<Placement | undefined> {
    const row = await this.#control.get<PlacementRow>(`${select} WHERE o.id = ?`, [orgId]);
    return row && row.status !== 'provisioning' ? this.#placement(row) : undefined;
  }

  /** The organisations after `afterOrgId` by id, `limit` at most: a walk that one can take up where it ended. */
  async page(afterOrgId: string, limit: number): Promise<readonly Placement[]> {
    const rows = await this.#control.all<PlacementRow>(
      `${select} WHERE o.id > ? AND o.status NOT IN ('provisioning', 'erasing') ORDER BY o.id LIMIT ?`,
      [afterOrgId, limit],
    );
    return rows.map((row) => this.#placement(row));
  }

  #placement({ version, wrapped, masterVersion, ...row }: PlacementRow): Placement {
    if (row.engine !== this.#engine.name) {
      throw fail('tenant_unavailable', { detail: `the organisation is placed on engine ${row.engine}` });
    }
    const key = unwrapDataKey(this.#masters, { orgId: row.orgId, version, wrapped, masterVersion });
    return {
      ...row,
      address: { orgId: row.orgId, location: row.location, pageKey: subkeyOf(key, 'database-pages') },
    };
  }
}

/** Sets the database aside: nobody opens it until it has been repaired and migrated again. */
export async function quarantine(tx: SqlWriter, orgId: string, reason: string, at: Date): Promise<void> {
  await tx.run(`UPDATE Placement SET state = 'quarantined', stateReason = ?, updatedAt = ? WHERE orgId = ?`, [
    reason,
    at.toISOString(),
    orgId,
  ]);
}

export async function markReady(tx: SqlWriter, orgId: string, schemaLevel: number, at: Date): Promise<void> {
  await tx.run(
    `UPDATE Placement SET state = 'ok', stateReason = NULL, schemaLevel = ?, updatedAt = ? WHERE orgId = ?`,
    [schemaLevel, at.toISOString(), orgId],
  );
}
