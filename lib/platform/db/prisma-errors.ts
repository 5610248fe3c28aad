import { DriverAdapterError, type MappedError } from '@prisma/driver-adapter-utils';
import { fail, isHoldfastError } from '../errors.ts';
import { isStorageFailure, messageOf, sqliteCode } from './connection.ts';

/** The error in the form that Prisma turns into its own (P2002 and so on); ours and storage failures as they are. */
export function toDriverError(error: unknown): unknown {
  if (isHoldfastError(error)) return error;
  if (isStorageFailure(error)) return fail('storage_unavailable', { detail: messageOf(error), cause: error });
  const code = sqliteCode(error);
  if (code === undefined) return error;
  const message = messageOf(error);
  return new DriverAdapterError({ originalCode: code, originalMessage: message, ...mapped(code, message) });
}

function mapped(code: string, message: string): MappedError {
  switch (code) {
    case 'SQLITE_CONSTRAINT_UNIQUE':
    case 'SQLITE_CONSTRAINT_PRIMARYKEY': {
      const columns = constrained(message);
      const table = columns[0]?.split('.').slice(0, -1).join('.');
      return {
        kind: 'UniqueConstraintViolation',
        constraint: { fields: columns.map(lastPart) },
        ...(table ? { table } : {}),
      };
    }
    case 'SQLITE_CONSTRAINT_NOTNULL':
      return { kind: 'NullConstraintViolation', constraint: { fields: constrained(message).map(lastPart) } };
    case 'SQLITE_CONSTRAINT_FOREIGNKEY':
      return { kind: 'ForeignKeyConstraintViolation', constraint: { foreignKey: {} } };
    default: {
      const table = /^no such table: (.+)$/.exec(message)?.[1];
      if (table !== undefined) return { kind: 'TableDoesNotExist', table };
      const column = /^no such column: (.+)$/.exec(message)?.[1] ?? / has no column named (.+)$/.exec(message)?.[1];
      if (column !== undefined) return { kind: 'ColumnNotFound', column };
      return { kind: 'sqlite', extendedCode: 1, message };
    }
  }
}

/** "UNIQUE constraint failed: User.email, User.org" names the columns after the colon. */
function constrained(message: string): string[] {
  return message.split('constraint failed: ')[1]?.split(', ') ?? [];
}

function lastPart(qualified: string): string {
  return qualified.slice(qualified.lastIndexOf('.') + 1);
}

/** Did the statement break a unique index or primary key? Knows our statements' errors and Prisma's (P2002). */
export function isUniqueViolation(error: unknown): boolean {
  if (typeof error === 'object' && error !== null && (error as { code?: unknown }).code === 'P2002') return true;
  const code = sqliteCode(error);
  return code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY';
}
