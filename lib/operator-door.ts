import { execute } from './access/execute.ts';
import { fileOutput, type Operation } from './access/operation.ts';
import { fail } from './platform/errors.ts';
import { newId } from './platform/ids.ts';
import { runtime } from './runtime.ts';

/** What the `holdfast` command asks for, in the process that has the data folder. */
export interface OperatorCall {
  /** The operation's name. */
  readonly operation: string;
  /** The organisation it works in, by slug or id; for operations of tenant scope. */
  readonly org?: string | undefined;
  /** Unchecked. */
  readonly input: unknown;
}

/**
 * The door of the person who runs the installation: any operation of operator scope, and any of tenant scope inside an
 * organisation that they name. Who may use it is decided before it: access to the data folder is what makes an operator.
 *
 * @throws `not_found` naming an operation or organisation that there is not, and what the operation throws.
 */
export function createOperatorDoor(operations: readonly Operation[]): (call: OperatorCall) => Promise<unknown> {
  const byName = new Map(operations.map((op) => [op.name, op]));
  return async (call) => {
    const op = byName.get(call.operation);
    if (op === undefined || (op.scope !== 'operator' && op.scope !== 'tenant')) {
      throw fail('not_found', { message: `No operation for operators is called ${call.operation}.` });
    }
    if (op.body === 'stream' || op.output === fileOutput) {
      throw fail('invalid_input', { message: 'This operation works on files; use the API.' });
    }
    const orgId = op.scope === 'tenant' ? await organizationCalled(call.org, op) : null;
    return execute(op, {
      principal: { kind: 'operator', orgId },
      input: call.input,
      request: {
        requestId: newId('req'),
        door: 'cli',
        address: 'local',
        userAgent: null,
        cookies: new Map(),
        body: null,
      },
      // A command line keeps no cookies and spends no budget.
      answer: { setCookie: () => undefined, noteLimit: () => undefined },
    });
  };
}

async function organizationCalled(slugOrId: string | undefined, op: Operation): Promise<string> {
  if (slugOrId === undefined)
    throw fail('invalid_input', { problems: [{ path: 'org', message: 'Name it by its slug.' }] });
  const row = await runtime().tenancy.control.get<{ id: string; status: string }>(
    'SELECT id, status FROM Organization WHERE slug = ? OR id = ?',
    [slugOrId, slugOrId],
  );
  // The installation's own ledger is a ledger and nothing else.
  const none = row === undefined || (row.status === 'installation' && !op.name.startsWith('ledger.'));
  if (none) throw fail('not_found', { message: `No organisation is called ${slugOrId}.` });
  return row.id;
}
