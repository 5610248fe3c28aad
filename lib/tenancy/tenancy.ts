import type { Snapshot } from '../platform/db/snapshot.ts';
import type { Database, WriteTx } from '../platform/db/types.ts';
import type { ControlClient, TenantClient } from './clients.ts';

export type ControlDatabase = Database<ControlClient>;
export type TenantDatabase = Database<TenantClient>;

/** A tenant's open database, kept open while the lease is held. */
export interface TenantLease {
  readonly db: TenantDatabase;
  release(): void;
}

/** Subkeys of an organisation's data key, by purpose (HKDF-SHA256 labels). */
export type KeyPurpose = 'database-pages' | 'objects' | 'secrets' | 'session-jwt' | 'access-jwt';

export interface TenantKey {
  readonly version: number;
  readonly bytes: Uint8Array;
}

export interface TenancyStats {
  readonly open: number;
  readonly leased: number;
  readonly capacity: number;
  readonly hits: number;
  readonly misses: number;
  readonly evictions: number;
  readonly negativeHits: number;
}

export interface MigrationReport {
  readonly migrated: number;
  readonly current: number;
  readonly quarantined: readonly { readonly orgId: string; readonly reason: string }[];
}

export interface NewOrganization {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly plan: string;
}

/** Every organisation's database, and the control database that knows of them. */
export interface Tenancy {
  readonly control: ControlDatabase;

  /** How many migrations an organisation's database has seen that is at this version's schema. */
  readonly schemaLevel: number;

  /**
   * Makes a new organisation's key, database and placement. Afterwards the organisation is active, or (crash, error)
   * there is none and what was left is removed at the next start. What `activate` writes to the control database
   * (the first owner, say) is committed in the same transaction that makes the organisation active.
   * @throws `conflict` when the slug is taken.
   */
  provision(org: NewOrganization, activate?: (tx: WriteTx<ControlClient>) => Promise<void>): Promise<void>;

  /**
   * The organisation's database, opened if need be. The caller must release it.
   * @throws `not_found` for an unknown organisation, `tenant_unavailable` for a quarantined or blocked one.
   */
  acquire(orgId: string): Promise<TenantLease>;

  /**
   * This instant of the organisation's database, read-only, while writes go on. It holds the database open until it is
   * closed; what keeps one watches over its own end, so that nothing waits for it for ever.
   * @throws as `acquire` does.
   */
  snapshot(orgId: string): Promise<Snapshot>;

  /** The organisation's present subkey for a purpose, or a given version of it; null when there is none. */
  keyOf(orgId: string, purpose: KeyPurpose, version?: number): Promise<TenantKey | null>;

  /** Brings every organisation's database to this version's schema; a broken one is quarantined and reported. */
  migrateAll(options?: {
    readonly parallel?: number;
    readonly onProgress?: (done: number, total: number) => void;
  }): Promise<MigrationReport>;

  /**
   * Shuts the organisation: from now on {@link acquire} knows it no more. Afterwards nobody holds its database: those who did
   * were waited for, and after `withinMs` had it closed under them.
   */
  shut(orgId: string, withinMs: number): Promise<void>;

  /** Opens it again: what was shut is kept after all. */
  reopen(orgId: string): void;

  /**
   * The database of an organisation that was {@link shut}, for this alone.
   * @returns what `work` answers; null where there is no database that could be read.
   */
  withShut<T>(orgId: string, work: (db: TenantDatabase) => Promise<T>): Promise<T | null>;

  /** Afterwards nothing of the database of an organisation that was shut is left, whether there was one or not. */
  destroy(orgId: string): Promise<void>;

  /** What there still is of the organisation's database: places that people can look at; empty when nothing is. */
  remains(orgId: string): Promise<readonly string[]>;

  stats(): TenancyStats;
  close(): Promise<void>;
}
