import type { ControlModel, TenantModel } from '../classes.ts';
import type { ColumnKind, ControlKinds, LeftOut, PortableColumn, TenantKinds } from './columns.ts';

/** Things that rows speak of and that stand in the archive as files of their own, named after the row's id. */
interface Attachment {
  /** The column that names the object. */
  readonly object: string;
  readonly folder: 'files' | 'storefronts' | 'history';
  readonly suffix: string;
}

/** One kind of record in an archive: `data/<name>.jsonl` and `csv/<name>.csv`. */
export interface PortableEntity {
  readonly name: string;
  /** What it is, for the person who reads the archive. */
  readonly title: string;
  readonly database: 'tenant' | 'control';
  readonly model: TenantModel | ControlModel;
  /** Columns of other models that stand in the rows too, as `model.column`. */
  readonly joined: readonly string[];
  /** In the order in which they are written. */
  readonly columns: readonly PortableColumn[];
  readonly leftOut: Readonly<Record<string, LeftOut>>;
  /** The columns that tell rows apart; rows are ordered by them. */
  readonly key: readonly string[];
  /** What rows come from, for `SELECT … FROM`: the table, unless something is joined. */
  readonly from: string;
  /** The SQL that reads one column. */
  readonly sqlOf: (column: string) => string;
  /** For the control database: the column that says whose the row is. */
  readonly owner: string | null;
  readonly csv: boolean;
  readonly attachment: Attachment | null;
}

interface Extra {
  readonly key?: readonly string[];
  readonly owner?: string;
  readonly csv?: boolean;
  readonly attachment?: Attachment;
  /** Columns of another model, joined over one of this model's. */
  readonly join?: {
    readonly model: ControlModel;
    readonly on: string;
    readonly columns: Readonly<Record<string, ColumnKind>>;
  };
}

export function tenantEntity<Model extends TenantModel>(
  name: string,
  title: string,
  model: Model,
  kinds: TenantKinds<Model>,
  extra: Extra = {},
): PortableEntity {
  return entity('tenant', name, title, model, kinds, extra);
}

export function controlEntity<Model extends ControlModel>(
  name: string,
  title: string,
  model: Model,
  kinds: ControlKinds<Model>,
  extra: Extra = {},
): PortableEntity {
  return entity('control', name, title, model, kinds, { owner: 'orgId', ...extra });
}

function entity(
  database: PortableEntity['database'],
  name: string,
  title: string,
  model: PortableEntity['model'],
  kinds: Readonly<Record<string, ColumnKind | LeftOut>>,
  { key = ['id'], owner, csv = true, attachment, join }: Extra,
): PortableEntity {
  const columns: PortableColumn[] = [];
  const left: Record<string, LeftOut> = {};
  for (const [column, kind] of Object.entries(kinds)) {
    if (typeof kind === 'object' || kind === 'left out') left[column] = kind;
    else columns.push({ name: column, kind });
  }
  const joined = Object.entries(join?.columns ?? {});
  for (const [column, kind] of joined) columns.push({ name: column, kind });
  const fromJoin = new Set(joined.map(([column]) => column));
  return {
    name,
    title,
    database,
    model,
    joined: joined.map(([column]) => `${join?.model}.${column}`),
    columns,
    leftOut: left,
    key,
    from: join === undefined ? `"${model}" t` : `"${model}" t JOIN "${join.model}" j ON j."id" = t."${join.on}"`,
    sqlOf: (column) => `${fromJoin.has(column) ? 'j' : 't'}."${column}"`,
    owner: owner ?? null,
    csv,
    attachment: attachment ?? null,
  };
}
