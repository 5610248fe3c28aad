import { type ArgType, type ColumnType, ColumnTypeEnum, type SqlResultSet } from '@prisma/driver-adapter-utils';
import { fail } from '../errors.ts';
import type { TupleStatement } from './statements.ts';
import type { SqlValue } from './types.ts';

const declaredTypes = new Map<string, ColumnType>([
  ['INTEGER', ColumnTypeEnum.Int32],
  ['INT', ColumnTypeEnum.Int32],
  ['BIGINT', ColumnTypeEnum.Int64],
  ['REAL', ColumnTypeEnum.Double],
  ['DOUBLE', ColumnTypeEnum.Double],
  ['FLOAT', ColumnTypeEnum.Float],
  ['DECIMAL', ColumnTypeEnum.Numeric],
  ['BOOLEAN', ColumnTypeEnum.Boolean],
  ['TEXT', ColumnTypeEnum.Text],
  ['DATETIME', ColumnTypeEnum.DateTime],
  ['JSONB', ColumnTypeEnum.Json],
  ['BLOB', ColumnTypeEnum.Bytes],
]);

/** A Prisma argument as SQLite takes it: integers exact, bytes as bytes, instants as ISO 8601 UTC text. */
export function toSqlValue(value: unknown, type: ArgType | undefined): SqlValue {
  if (value === null || value === undefined) return null;
  if (value instanceof Uint8Array) return value;
  if (value instanceof Date) return value.toISOString();
  switch (typeof value) {
    case 'bigint':
      return value;
    case 'boolean':
      return value ? 1n : 0n;
    case 'number':
      return type?.scalarType !== 'float' && Number.isSafeInteger(value) ? BigInt(value) : value;
    case 'string':
      return fromText(value, type);
    default:
      throw fail('internal', { detail: `cannot bind a value of type ${typeof value}` });
  }
}

function fromText(value: string, type: ArgType | undefined): SqlValue {
  switch (type?.scalarType) {
    case 'int':
    case 'bigint':
      return BigInt(value);
    case 'float':
    case 'decimal':
      return Number(value);
    case 'bytes':
      return Buffer.from(value, 'base64');
    case 'datetime':
      return new Date(value).toISOString();
    default:
      return value;
  }
}

/** Rows of a statement in Prisma's form. A column without a declared type takes that of its first value. */
export function toResultSet(statement: TupleStatement, rows: unknown[][]): SqlResultSet {
  const columnTypes = statement.declaredTypes.map(
    (declared, index) => declaredTypes.get(declared?.toUpperCase() ?? '') ?? typeOfFirst(rows, index),
  );
  for (const row of rows) {
    for (let index = 0; index < row.length; index += 1) {
      const value = row[index];
      if (typeof value !== 'bigint') continue;
      row[index] = Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
    }
  }
  return { columnNames: [...statement.names], columnTypes, rows };
}

function typeOfFirst(rows: readonly unknown[][], index: number): ColumnType {
  const value = rows.find((row) => row[index] !== null)?.[index];
  switch (typeof value) {
    case 'string':
      return ColumnTypeEnum.Text;
    case 'bigint':
      return ColumnTypeEnum.Int64;
    case 'number':
      return ColumnTypeEnum.Double;
    case 'object':
      return ColumnTypeEnum.Bytes;
    default:
      return ColumnTypeEnum.Int32;
  }
}
