import type { Command } from 'commander';
import { CommandFailure } from '../failure.ts';
import type { Act } from '../program.ts';
import { table } from '../terminal.ts';

interface Key {
  readonly id: string;
  readonly name: string;
  readonly mode: string;
  readonly prefix: string;
  readonly state: string;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
}

const pageSize = 100;
const daySeconds = 86_400;

export function addKeyVerbs(program: Command, act: Act): void {
  const key = program.command('key').description('API keys');

  key
    .command('create')
    .description('make an API key; it is shown this once')
    .requiredOption('--org <slug>', 'the organisation')
    .requiredOption('--name <name>', 'what the key is for')
    .requiredOption('--scopes <list>', 'permissions, separated by commas, or * for all that a key may hold')
    .option('--mode <mode>', 'live or test', 'live')
    .option('--expires <time>', 'when it stops working, as 2027-01-31T00:00:00Z; never, if not said')
    .option('--from <list>', 'addresses and blocks that it works from, separated by commas; anywhere, if not said')
    .action(
      act<{ org: string; name: string; scopes: string; mode: string; expires?: string; from?: string }>(
        async (connection, { org, name, scopes, mode, expires, from }) => {
          const { id, key: secret } = await connection.call<{ id: string; key: string }>({
            operation: 'apiKeys.create',
            org,
            input: {
              name,
              scopes: listOf(scopes),
              mode,
              ...(expires === undefined ? {} : { expiresAt: expires }),
              ...(from === undefined ? {} : { allowedAddresses: listOf(from) }),
            },
          });
          return { json: { id, key: secret }, text: shownOnce(secret, id) };
        },
      ),
    );

  key
    .command('list')
    .description('list the API keys of an organisation, newest first')
    .requiredOption('--org <slug>', 'the organisation')
    .action(
      act<{ org: string }>(async (connection, { org }) => {
        const data: Key[] = [];
        for (let cursor: string | null | undefined; cursor !== null; ) {
          const page: { data: readonly Key[]; nextCursor: string | null } = await connection.call({
            operation: 'apiKeys.list',
            org,
            input: { limit: pageSize, ...(cursor === undefined ? {} : { cursor }) },
          });
          data.push(...page.data);
          cursor = page.nextCursor;
        }
        const rows = data.map((each) => [
          each.id,
          `ck_${each.mode}_${each.prefix}…`,
          each.state,
          each.expiresAt ?? 'never',
          each.lastUsedAt ?? 'never',
          each.name,
        ]);
        const text =
          data.length === 0
            ? 'There are no API keys yet.\n'
            : table([['ID', 'KEY', 'STATE', 'EXPIRES', 'LAST USED', 'NAME'], ...rows]);
        return { json: { data }, text };
      }),
    );

  key
    .command('rotate')
    .description('put a new key in the place of one; it is shown this once, and both work until the grace ends')
    .requiredOption('--org <slug>', 'the organisation')
    .requiredOption('--key <id>', 'the key, by its id')
    .option('--grace <seconds>', 'how long the old key works on', String(daySeconds))
    .action(
      act<{ org: string; key: string; grace: string }>(async (connection, { org, key: id, grace }) => {
        const made = await connection.call<{
          id: string;
          key: string;
          replaces: { id: string; expiresAt: string };
        }>({ operation: 'apiKeys.rotate', org, input: { id, graceSeconds: Number(grace) } });
        const { key: secret, replaces } = made;
        return {
          json: { id: made.id, key: secret, replaces },
          text: `${shownOnce(secret, made.id)}The old key works until ${replaces.expiresAt}.\n`,
        };
      }),
    );

  key
    .command('revoke')
    .description('take an API key back; it is refused from then on')
    .requiredOption('--org <slug>', 'the organisation')
    .requiredOption('--key <id>', 'the key, by its id')
    .action(
      act<{ org: string; key: string }>(async (connection, { org, key: id }) => {
        await connection.call({ operation: 'apiKeys.revoke', org, input: { id } });
        return { json: { id, state: 'revoked' }, text: `${id} is revoked.\n` };
      }),
    );

  key
    .command('pepper')
    .description('count the keys that are hashed under each pepper')
    .action(
      act(async (connection) => {
        const state = await connection.call<PepperState>({ operation: 'apiKeys.pepperState', input: {} });
        return { json: state, text: `${pepperSentence(state)}\n` };
      }),
    );

  key
    .command('rotate-pepper')
    .description('put a new pepper in the place of the present one; keys move to it as they are used')
    .option('--abandon-old', 'even if keys under the pepper before stop working by it')
    .action(
      act<{ abandonOld?: true }>(async (connection, { abandonOld = false }) => {
        const state = await connection.call<PepperState>({
          operation: 'apiKeys.rotatePepper',
          input: { abandonOld },
        });
        return { json: state, text: `${pepperSentence(state)}\n` };
      }),
    );
}

export interface PepperState {
  readonly current: number;
  readonly previous: number | null;
  readonly keysUnderCurrent: number;
  readonly keysUnderPrevious: number;
  readonly keysUnderNeither: number;
}

/**
 * Where the keys are, for people.
 * @throws `CommandFailure` when there are keys that nothing can prove any more.
 */
export function describePeppers(state: PepperState): string {
  if (state.keysUnderNeither > 0) throw new CommandFailure(pepperSentence(state));
  return pepperSentence(state);
}

function pepperSentence(state: PepperState): string {
  const parts = [`${state.keysUnderCurrent} keys under pepper ${state.current}`];
  if (state.previous !== null) parts.push(`${state.keysUnderPrevious} still under ${state.previous}`);
  if (state.keysUnderNeither > 0) {
    parts.push(`${state.keysUnderNeither} under one that is gone: they cannot be used; rotate or revoke them`);
  }
  return parts.join(', ');
}

function shownOnce(secret: string, id: string): string {
  return `${secret}\nKeep it now: it is not shown again. Its id is ${id}.\n`;
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}
