import type { Command } from 'commander';
import type { Act } from '../program.ts';
import { table } from '../terminal.ts';
import { addEraseVerb } from './erasure.ts';

interface Organization {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly plan: string;
}

export function addOrgVerbs(program: Command, act: Act): void {
  const org = program.command('org').description('organisations');

  org
    .command('create')
    .description('make an organisation with its own encrypted database')
    .requiredOption('--name <name>', 'its name')
    .requiredOption('--owner <mail>', 'e-mail address of its first owner')
    .option('--plan <plan>', 'free, pro or enterprise')
    .action(
      act<{ name: string; owner: string; plan?: string }>(async (connection, { name, owner, plan }) => {
        const made = await connection.call<{ org: Organization; signInUrl: string }>({
          operation: 'organizations.provision',
          input: { name, owner, ...(plan === undefined ? {} : { plan }) },
        });
        const text = `${made.org.name} is ready as ${made.org.slug} (${made.org.id}, plan ${made.org.plan}).\nSign in once, as ${owner}: ${made.signInUrl}\n`;
        return { json: made, text };
      }),
    );

  addEraseVerb(org, act);

  org
    .command('list')
    .description('list every organisation of this installation')
    .action(
      act(async (connection) => {
        const { data } = await connection.call<{ data: readonly (Organization & { readonly status: string })[] }>({
          operation: 'organizations.listAll',
          input: {},
        });
        const rows = data.map((entry) => [entry.slug, entry.id, entry.plan, entry.status, entry.name]);
        return {
          json: { data },
          text:
            data.length === 0
              ? 'There are no organisations yet.\n'
              : table([['SLUG', 'ID', 'PLAN', 'STATUS', 'NAME'], ...rows]),
        };
      }),
    );
}
