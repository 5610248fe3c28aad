import type { Command } from 'commander';
import type { Connection } from '../connect.ts';
import { CommandFailure } from '../failure.ts';
import type { Act } from '../program.ts';
import { exitCodes } from '../terminal.ts';
import { ledgerName, ledgerWords, type WhichLedger } from './which-ledger.ts';

interface Step {
  readonly done: boolean;
  readonly outcome: string;
  readonly seq: number;
  readonly problem: { readonly seq: number; readonly message: string } | null;
}

interface Audited extends Step {
  readonly org: string;
}

/** Runs the auditor now: what it finds is noted, and raises alerts, as on its schedule. */
export function addLedgerAuditVerb(ledger: Command, act: Act): void {
  ledger
    .command('audit')
    .description('check what was written since the last audit, and old ranges at random; exits with 1 on a mismatch')
    .option('--org <slug>', 'the organisation')
    .option('--installation', "the installation's own ledger")
    .option('--all', 'every organisation that is active')
    .action(
      act<WhichLedger & { all?: true }>(async (connection, { all, ...which }) => {
        const given = [all, which.org, which.installation].filter((option) => option !== undefined);
        if (given.length !== 1) {
          throw new CommandFailure('Give one of --org, --installation and --all.', exitCodes.usage);
        }
        const slugs = all ? await activeSlugs(connection) : [ledgerName(which)];
        const data: Audited[] = [];
        for (const slug of slugs) data.push({ org: slug, ...(await audited(connection, slug)) });
        return {
          json: { data },
          text: data.map(sentence).join(''),
          bad: data.some(({ outcome }) => outcome !== 'ok'),
        };
      }),
    );
}

async function audited(connection: Connection, org: string): Promise<Step> {
  for (;;) {
    const step = await connection.call<Step>({ operation: 'ledger.audit', org, input: {} });
    if (step.done) return step;
  }
}

async function activeSlugs(connection: Connection): Promise<string[]> {
  const { data } = await connection.call<{ data: readonly { slug: string; status: string }[] }>({
    operation: 'organizations.listAll',
    input: {},
  });
  return data.filter(({ status }) => status === 'active').map(({ slug }) => slug);
}

function sentence({ org, seq, problem }: Audited): string {
  return problem === null
    ? `The ledger of ${ledgerWords(org)} is in order up to receipt ${seq}.\n`
    : `The ledger of ${ledgerWords(org)} is NOT what was written: receipt ${problem.seq}: ${problem.message}\n`;
}
