import type { Command } from 'commander';
import type { Act } from '../program.ts';

export function addKeyVerbs(program: Command, act: Act): void {
  const key = program.command('key').description('API keys');

  key
    .command('create')
    .description('make an API key; it is shown this once')
    .requiredOption('--org <slug>', 'the organisation')
    .requiredOption('--name <name>', 'what the key is for')
    .requiredOption('--scopes <list>', 'permissions, separated by commas, or * for all that a key may hold')
    .action(
      act<{ org: string; name: string; scopes: string }>(async (connection, { org, name, scopes }) => {
        const made = await connection.call<{ id: string; key: string }>({
          operation: 'apiKeys.create',
          org,
          input: {
            name,
            scopes: scopes
              .split(',')
              .map((scope) => scope.trim())
              .filter((scope) => scope !== ''),
          },
        });
        const { id, key: secret } = made;
        return { json: { id, key: secret }, text: `${secret}\nKeep it now: it is not shown again. Its id is ${id}.\n` };
      }),
    );
}
