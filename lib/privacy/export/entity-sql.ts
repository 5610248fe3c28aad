import type { SqlValue } from '../../platform/db/types.ts';
import { bare } from './json-rows.ts';
import type { PortableEntity } from './portable-entity.ts';

interface EntityQuery {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

/** Reads the rows of an entity in the order of its key, values in the order of its columns. */
export function rowsQuery(entity: PortableEntity, orgId: string): EntityQuery {
  // SQLite's json() takes out line ends, which would break a file of lines, and refuses what is no JSON.
  const columns = entity.columns.map(({ name, kind }) =>
    bare(kind) === 'json' ? `json(${entity.sqlOf(name)})` : entity.sqlOf(name),
  );
  const order = entity.key.map((name) => entity.sqlOf(name)).join(', ');
  return ownedBy(
    entity,
    orgId,
    (where) => `SELECT ${columns.join(', ')} FROM ${entity.from}${where} ORDER BY ${order}`,
  );
}

export function countQuery(entity: PortableEntity, orgId: string): EntityQuery {
  return ownedBy(entity, orgId, (where) => `SELECT count(*) AS n FROM ${entity.from}${where}`);
}

/** The ids of rows and the names of the objects that hold their bytes. */
export function objectsQuery(entity: PortableEntity, orgId: string): EntityQuery {
  const { attachment } = entity;
  if (attachment === null) throw new TypeError(`${entity.name} has no files`);
  return ownedBy(
    entity,
    orgId,
    (where) => `SELECT t."id", t."${attachment.object}" FROM ${entity.from}${where} ORDER BY t."id"`,
  );
}

function ownedBy(entity: PortableEntity, orgId: string, sql: (where: string) => string): EntityQuery {
  return entity.owner === null
    ? { sql: sql(''), params: [] }
    : { sql: sql(` WHERE t."${entity.owner}" = ?`), params: [orgId] };
}
