import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { openConnection } from '#lib/platform/db/connection.ts';
import { controlDatabaseKey, masterKeysOf } from '#lib/tenancy/keys.ts';
import { call, type TestOrganization } from './call.ts';
import type { TestRuntime } from './test-runtime.ts';

/** Every file below a folder, by its path there. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** Where backups are kept when no setting says otherwise. */
export function backupsOf(rt: TestRuntime): string {
  return join(rt.dataDir, 'backups', 'v1');
}

/** The organisation's copies, oldest first. */
export function copiesOf(rt: TestRuntime, orgId: string): string[] {
  const folder = join(backupsOf(rt), 'orgs', orgId);
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name));
}

export function flipByte(file: string, at: number): void {
  const bytes = readFileSync(file);
  const offset = at < 0 ? bytes.byteLength + at : at;
  bytes[offset] = (bytes[offset] ?? 0) ^ 1;
  writeFileSync(file, bytes);
}

export async function addContacts(org: TestOrganization, names: readonly string[]): Promise<void> {
  for (const firstName of names) await call(createContact, org.owner, { firstName });
}

export async function contactsOf(rt: TestRuntime, orgId: string): Promise<string[]> {
  const lease = await rt.tenancy.acquire(orgId);
  try {
    const rows = await lease.db.all<{ firstName: string }>('SELECT firstName FROM Contact ORDER BY firstName');
    return rows.map((row) => row.firstName);
  } finally {
    lease.release();
  }
}

/** One row of a control database in a folder that nobody has open. */
export function readControl(folder: string, masterKey: Uint8Array, sql: string): Record<string, unknown> {
  const key = controlDatabaseKey(masterKeysOf(masterKey), 1);
  const connection = openConnection({ file: join(folder, 'control.db'), key, access: 'write' });
  try {
    return connection.prepare(sql).get() as Record<string, unknown>;
  } finally {
    connection.close();
  }
}
