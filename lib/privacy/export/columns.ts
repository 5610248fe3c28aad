import type { Prisma as ControlPrisma } from '#prisma/control';
import type { Prisma as TenantPrisma } from '#prisma/tenant';
import type { ControlModel, TenantModel } from '../classes.ts';

/**
 * How a column's value is written into an archive; with `?`, null where there is none.
 *
 * | kind | in JSON | in CSV |
 * | --- | --- | --- |
 * | `text` | the string | the string, escaped against formulas |
 * | `integer` | a number | its digits |
 * | `json` | the value itself | its JSON text, escaped likewise |
 * | `bytes` | lower-case hex | the same |
 * | `blob` | base64 | not at all: such rows have no CSV |
 */
export type ColumnKind = BareKind | `${BareKind}?`;
type BareKind = 'text' | 'json' | 'integer' | 'bytes' | 'blob';

/** A column that archives do not hold. Personal and organisational ones say why; a test sees to it. */
export type LeftOut = 'left out' | { readonly leftOut: string };

export function leftOut(reason: string): LeftOut {
  return { leftOut: reason };
}

type KindOf<Value> = null extends Value ? `${BareKindOf<NonNullable<Value>>}?` : BareKindOf<Value>;
type BareKindOf<Value> = Value extends string
  ? 'text' | 'json'
  : Value extends number | bigint
    ? 'integer'
    : Value extends Uint8Array
      ? 'bytes' | 'blob'
      : never;

type Kinds<Scalars> = { readonly [Column in keyof Scalars]: KindOf<Scalars[Column]> | LeftOut };

/** One kind for each column of a model, or that it is left out: a forgotten column does not compile. */
export type TenantKinds<Model extends TenantModel> = Kinds<TenantPrisma.TypeMap['model'][Model]['payload']['scalars']>;
export type ControlKinds<Model extends ControlModel> = Kinds<
  ControlPrisma.TypeMap['model'][Model]['payload']['scalars']
>;

export interface PortableColumn {
  readonly name: string;
  readonly kind: ColumnKind;
}
