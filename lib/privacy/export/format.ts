import { z } from 'zod';
import type { ColumnKind } from './columns.ts';
import type { PortableEntity } from './portable-entity.ts';

/*
 * The form of an archive, as docs/archive-format.md fixes it. Client-safe: nothing here reads or writes one.
 */

export const archiveFormat = 'holdfast-archive';
export const archiveVersion = 1;

/** Names inside the archive. */
export const manifestPath = 'manifest.json';
export const schemaPath = 'schema.json';
export const readmePath = 'README.txt';
export const ledgerPath = 'ledger/receipts.ledger.jsonl';

export function dataPath(entity: Pick<PortableEntity, 'name'>): string {
  return `data/${entity.name}.jsonl`;
}

export function csvPath(entity: Pick<PortableEntity, 'name'>): string {
  return `csv/${entity.name}.csv`;
}

/** Where the bytes that a row speaks of stand. @throws when the entity has none. */
export function attachmentPath(entity: Pick<PortableEntity, 'attachment' | 'name'>, id: string): string {
  if (entity.attachment === null) throw new TypeError(`${entity.name} has no files`);
  return `${entity.attachment.folder}/${id}${entity.attachment.suffix}`;
}

export const archiveFileKinds = ['data', 'csv', 'crm', 'file', 'history', 'ledger', 'schema', 'readme'] as const;

export type ArchiveFileKind = (typeof archiveFileKinds)[number];

const instant = z.iso.datetime({ precision: 3 });
const count = z.int().min(0);
const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** One file of the archive: every one is listed, but the manifest itself. */
export const ArchiveFile = z.strictObject({
  path: z
    .string()
    .regex(/^[A-Za-z0-9._-]+(?:\/[A-Za-z0-9._-]+)?$/)
    .max(120),
  kind: z.enum(archiveFileKinds),
  /** Which entity it holds, or belongs to; null for the ledger, the schema and the README. */
  entity: z.string().max(60).nullable(),
  /** Records in it: lines of data and of the ledger's receipts, rows of CSV without the header. Null for other files. */
  rows: count.nullable(),
  bytes: count,
  sha256: digest,
});

export type ArchiveFile = z.output<typeof ArchiveFile>;

export const ArchiveManifest = z.strictObject({
  format: z.literal(archiveFormat),
  version: z.literal(archiveVersion),
  /** Everything of the organisation, or what it holds of one person. */
  scope: z.enum(['organization', 'person']),
  /** Whom an archive of scope `person` is about: an opaque id, or the address that was looked for. */
  subject: z.string().max(320).nullable(),
  organization: z.strictObject({ id: z.string().max(64), slug: z.string().max(64), name: z.string().max(200) }),
  /** The origin of the installation that made it. */
  instance: z.url({ protocol: /^https?$/ }).max(300),
  /** Of whose state everything in it is, at once. */
  createdAt: instant,
  /** Null where there is no ledger in it. */
  ledger: z
    .strictObject({
      /** How many receipts the file holds: the size of the checkpoint at its end. */
      size: count,
      /** How many there were when the data was read; hardly ever more than `size`. */
      receipts: count,
      origin: z.string().max(300),
      /** Of the key in force: whoever keeps it apart can tell that the archive is genuine. */
      vkey: z.string().max(500),
    })
    .nullable(),
  /** In the order in which they can be taken in. All that the version knows are there, with their rows, be it none. */
  entities: z.array(z.strictObject({ name: z.string().max(60), rows: count })).max(200),
  files: z.array(ArchiveFile).max(1_000_000),
});

export type ArchiveManifest = z.output<typeof ArchiveManifest>;

const values: Readonly<Record<Exclude<ColumnKind, `${string}?`>, z.ZodType>> = {
  text: z.string(),
  integer: z.int(),
  json: z.json(),
  bytes: z.string().regex(/^(?:[0-9a-f]{2})*$/),
  blob: z.base64(),
};

/** What a value of that kind is in the archive's JSON. */
export function valueSchema(kind: ColumnKind): z.ZodType {
  return kind.endsWith('?')
    ? values[kind.slice(0, -1) as keyof typeof values].nullable()
    : values[kind as keyof typeof values];
}

/** A line of `data/<name>.jsonl`: exactly these members, in the order of the table. */
export function rowSchema(entity: PortableEntity): z.ZodObject {
  return z.strictObject(Object.fromEntries(entity.columns.map(({ name, kind }) => [name, valueSchema(kind)])));
}

/** `schema.json`: the JSON Schema (draft 2020-12) of a line of each entity, by its name. */
export function archiveSchema(entities: readonly PortableEntity[]): Readonly<Record<string, unknown>> {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `${archiveFormat} ${archiveVersion}`,
    $defs: Object.fromEntries(
      entities.map((entity) => {
        const { $schema: _, ...schema } = z.toJSONSchema(rowSchema(entity));
        return [entity.name, { title: entity.title, ...schema }];
      }),
    ),
  };
}
