import { sqliteCode } from '../platform/db/connection.ts';
import { fail, type HoldfastError, isHoldfastError } from '../platform/errors.ts';
import type { TenantDatabase } from './tenancy.ts';

/** Where one organisation's database is, and what opens it. */
export interface TenantAddress {
  readonly orgId: string;
  /** As the engine that made the database wrote it: a path, a namespace. */
  readonly location: string;
  /** The subkey for database pages. */
  readonly pageKey: Uint8Array;
}

/** A way to keep one database for each organisation. Every call is safe to repeat after a crash. */
export interface TenantEngine {
  readonly name: string;

  /** Where a new organisation's database will be. */
  locationOf(orgId: string): string;

  /** Afterwards the database exists durably, at the present schema, and says whose it is. One that was there is replaced. */
  provision(address: TenantAddress, at: Date): Promise<void>;

  /**
   * Opens the database for reading and writing, at the present schema.
   * @throws `tenant_unavailable` with {@link isDamage} when it is missing, damaged, of another key, of another
   * organisation, or of a newer version; `storage_unavailable` when the storage does not answer.
   */
  open(address: TenantAddress): Promise<TenantDatabase>;

  /** Brings the database to the present schema. Returns whether anything was to be done. Throws as `open` does. */
  migrate(address: TenantAddress): Promise<boolean>;

  /** Afterwards nothing of the database is left here, whether it was there or not. It must be closed. */
  destroy(location: string): Promise<void>;

  /** What of the database is there, as paths or names that people can look for; empty when nothing is. */
  remains(location: string): Promise<readonly string[]>;
}

const damage = Symbol.for('holdfast.tenant-damage');

/** The database itself is unfit, and will be until somebody repairs it: it has to be set aside. */
export function damaged(reason: string, cause?: unknown): HoldfastError {
  return Object.assign(fail('tenant_unavailable', { detail: reason, cause }), { [damage]: true });
}

export function isDamage(error: unknown): error is HoldfastError {
  return isHoldfastError(error) && damage in error;
}

/** The error, as damage where SQLite or the migrations say that the file is unfit; a full disk is none. */
export function asDamage(error: unknown): unknown {
  if (isDamage(error)) return error;
  const code = sqliteCode(error);
  if (code === 'SQLITE_NOTADB') return damaged('the database is damaged or of another key', error);
  if (code?.startsWith('SQLITE_CORRUPT')) return damaged('the database is damaged', error);
  if (!isHoldfastError(error)) return error;
  if (error.code === 'data_newer_than_code' || (error.code === 'data_folder_unusable' && !isTransient(code))) {
    return damaged(error.detail ?? error.publicMessage, error);
  }
  return error;
}

function isTransient(code: string | undefined): boolean {
  return code !== undefined && /^SQLITE_(FULL|IOERR|NOMEM|BUSY|LOCKED|CANTOPEN)/.test(code);
}
