import { Buffer } from 'node:buffer';
import { z } from 'zod';
import { canonicalJson } from '../../ledger/canonical.ts';
import { equalBytes, hmacSha256 } from '../../platform/crypto/digest.ts';
import { fail } from '../../platform/errors.ts';
import { idPattern } from '../../platform/ids.ts';
import { backupKey, type MasterKeys } from '../keys.ts';

const format = 'holdfast/backup/v1';
const count = z.number().int().min(0);
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

/** One file of a backup. Checked whenever it is read. */
const StoredFile = z.strictObject({ object: z.string(), bytes: count, sha256: digest });

const OrganizationCopy = StoredFile.extend({
  orgId: z.string().regex(idPattern('org')),
  /** Where its database stands in the data folder's `tenants`. */
  location: z.string().regex(/^[0-9A-Z]{2}\/org_[0-9A-Z]{26}\.db$/),
  /** When the file was copied: before the backup, when nothing had changed since. */
  copiedAt: instant,
  /** When it was last known to be what the organisation has. */
  goodAt: instant,
  schemaLevel: count,
  receipts: count,
  head: digest.nullable(),
  marker: digest,
});

const Manifest = z.strictObject({
  format: z.literal(format),
  id: z.string().regex(idPattern('bak')),
  /** `installation`: the control database and every organisation. `organization`: one of them, by itself. */
  scope: z.enum(['installation', 'organization']),
  instanceId: z.string(),
  startedAt: instant,
  finishedAt: instant,
  masterVersion: count,
  control: StoredFile.extend({
    schemaLevel: count,
    users: count,
    organizations: count,
    memberships: count,
  }).nullable(),
  organizations: z.array(OrganizationCopy),
  objects: z.strictObject({ kept: z.enum(['here', 'elsewhere']), count, bytes: count }),
  /** Organisations that could not be copied, and why. */
  problems: z.array(z.strictObject({ orgId: z.string(), problem: z.string() })),
});

/** What a backup consists of. Without it there is no backup: it is written last, and removed first. */
export type BackupManifest = z.infer<typeof Manifest>;
export type OrganizationCopy = z.infer<typeof OrganizationCopy>;
export type StoredFile = z.infer<typeof StoredFile>;

export { format as manifestFormat };

const Sealed = z.strictObject({ manifest: z.unknown(), mac: digest });

/** The manifest as it is stored: with a code (HMAC-SHA256) that only a holder of the master key can make. */
export function writeManifest(masters: MasterKeys, manifest: BackupManifest): string {
  return `${JSON.stringify({ manifest, mac: macOf(masters, manifest.masterVersion, 'manifest', manifest) })}\n`;
}

/**
 * What {@link writeManifest} wrote, for this very backup.
 * @throws `data_folder_unusable` when it was changed, is another backup's, or was made under another master key.
 */
export function readManifest(masters: MasterKeys, id: string, text: string): BackupManifest {
  const parsed = Manifest.safeParse(authentic(masters, 'manifest', text));
  if (!parsed.success) throw refused(`the description of backup ${id} is of no known form`);
  if (parsed.data.id !== id) throw refused(`the description of backup ${id} is that of ${parsed.data.id}`);
  return parsed.data;
}

/** Anything else that stands at a place of backups and must be ours. */
export function writeAuthentic(masters: MasterKeys, kind: string, value: Readonly<Record<string, unknown>>): string {
  const said = { ...value, masterVersion: masters.current };
  return `${JSON.stringify({ manifest: said, mac: macOf(masters, masters.current, kind, said) })}\n`;
}

/** @throws `data_folder_unusable` for what was not written by {@link writeAuthentic} under one of these master keys. */
export function authentic(masters: MasterKeys, kind: string, text: string): unknown {
  const sealed = Sealed.safeParse(parseJson(text));
  if (!sealed.success) throw refused('a description is not in its form');
  const { manifest, mac } = sealed.data;
  const version = z.object({ masterVersion: z.number().int() }).safeParse(manifest).data?.masterVersion;
  const known = version !== undefined && masters.byVersion.has(version);
  const expected = known ? macOf(masters, version, kind, manifest) : '';
  if (!equalBytes(Buffer.from(expected, 'hex'), Buffer.from(mac, 'hex'))) {
    throw refused('it was changed, or was made under another HOLDFAST_MASTER_KEY');
  }
  return manifest;
}

function macOf(masters: MasterKeys, version: number, kind: string, value: unknown): string {
  const text = canonicalJson(JSON.parse(JSON.stringify(value)));
  return hmacSha256(backupKey(masters, version, 'manifest'), `holdfast/backup/${kind}\n${text}`).toString('hex');
}

/** Undefined for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A backup is not what it says. The sentence goes to whoever runs the installation. */
export function refused(why: string) {
  const sentence = `This backup cannot be used: ${why}.`;
  return fail('data_folder_unusable', { message: sentence, detail: sentence });
}
