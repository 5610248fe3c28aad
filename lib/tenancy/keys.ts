import { randomBytes } from 'node:crypto';
import { seal, unseal } from '../platform/crypto/aead.ts';
import { deriveKey } from '../platform/crypto/digest.ts';
import type { SqlReader } from '../platform/db/types.ts';
import { fail } from '../platform/errors.ts';
import type { KeyPurpose, TenantKey } from './tenancy.ts';

/** The installation's master keys by version. New data keys are wrapped under the current one. */
export interface MasterKeys {
  readonly current: number;
  readonly byVersion: ReadonlyMap<number, Uint8Array>;
}

/** An organisation's data key as the control database holds it. */
export interface WrappedKey {
  readonly orgId: string;
  readonly version: number;
  readonly wrapped: Uint8Array;
  readonly masterVersion: number;
}

export interface DataKey {
  readonly orgId: string;
  readonly version: number;
  readonly bytes: Uint8Array;
}

export function masterKeysOf(key: Uint8Array): MasterKeys {
  return { current: 1, byVersion: new Map([[1, key]]) };
}

/** A new random 256-bit data key. Nothing can be read under it by anybody once its wrapped form is gone. */
export function createDataKey(orgId: string): DataKey {
  return { orgId, version: 1, bytes: randomBytes(32) };
}

/** AES-256-GCM under the current master key; organisation and version are bound to the result. */
export function wrapDataKey(masters: MasterKeys, key: DataKey): WrappedKey {
  const { orgId, version } = key;
  const wrapped = seal(wrappingKey(masters, masters.current), key.bytes, contextOf(orgId, version));
  return { orgId, version, wrapped, masterVersion: masters.current };
}

/** @throws `internal` when it was wrapped for another organisation, version or master key, or was changed. */
export function unwrapDataKey(masters: MasterKeys, key: WrappedKey): DataKey {
  const { orgId, version } = key;
  return {
    orgId,
    version,
    bytes: unseal(wrappingKey(masters, key.masterVersion), key.wrapped, contextOf(orgId, version)),
  };
}

/** The subkey of a data key for one purpose: HKDF-SHA256 with the purpose as label. Subkeys say nothing of each other. */
export function subkeyOf(key: DataKey, purpose: KeyPurpose): Uint8Array {
  return deriveKey(key.bytes, `holdfast/v1/tenant/${purpose}`);
}

/** The key of the control database's pages. */
export function controlDatabaseKey(masters: MasterKeys, version: number): Uint8Array {
  return deriveKey(masterKey(masters, version), 'holdfast/v1/control/database-pages');
}

/** What backups are kept under: the pages of a copied control database, and the proof that a description is ours. */
export type BackupPurpose = 'control-pages' | 'manifest';

/** Derived from the master key under labels of their own: none of them opens what stands in the data folder. */
export function backupKey(masters: MasterKeys, version: number, purpose: BackupPurpose): Uint8Array {
  return deriveKey(masterKey(masters, version), `holdfast/v1/backup/${purpose}`);
}

/** The organisation's data key: a given version, or the newest. Undefined when there is none. */
export async function readDataKey(
  control: SqlReader,
  masters: MasterKeys,
  orgId: string,
  version?: number,
): Promise<DataKey | undefined> {
  const row = await control.get<WrappedKey>(
    `SELECT orgId, version, wrapped, masterVersion FROM DataKey
      WHERE orgId = ? AND version = coalesce(?, version) ORDER BY version DESC LIMIT 1`,
    [orgId, version ?? null],
  );
  return row && unwrapDataKey(masters, row);
}

export async function readSubkey(
  control: SqlReader,
  masters: MasterKeys,
  orgId: string,
  purpose: KeyPurpose,
  version?: number,
): Promise<TenantKey | null> {
  const key = await readDataKey(control, masters, orgId, version);
  return key ? { version: key.version, bytes: subkeyOf(key, purpose) } : null;
}

function wrappingKey(masters: MasterKeys, version: number): Uint8Array {
  return deriveKey(masterKey(masters, version), 'holdfast/v1/wrap/data-key');
}

function masterKey(masters: MasterKeys, version: number): Uint8Array {
  const key = masters.byVersion.get(version);
  if (key === undefined) throw fail('internal', { detail: `master key ${version} is not configured` });
  return key;
}

function contextOf(orgId: string, version: number): string {
  return `holdfast/v1/data-key/${orgId}/${version}`;
}
