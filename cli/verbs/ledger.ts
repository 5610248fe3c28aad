import type { Command } from 'commander';
import type { Act } from '../program.ts';

export interface LedgerVerdict {
  readonly ok: boolean;
  readonly count: number;
  readonly head: { readonly seq: number; readonly hash: string } | null;
  readonly firstProblem: { readonly seq: number; readonly message: string } | null;
}

export function addLedgerVerbs(program: Command, act: Act): void {
  const ledger = program.command('ledger').description('receipts');

  ledger
    .command('verify')
    .description('re-derive every receipt of an organisation; exits with 1 when one is not what was written')
    .requiredOption('--org <slug>', 'the organisation')
    .action(
      act<{ org: string }>(async (connection, { org }) => {
        const verdict = await connection.call<LedgerVerdict>({ operation: 'ledger.verify', org, input: {} });
        const head = verdict.head ? `, head ${verdict.head.seq} ${verdict.head.hash}` : '';
        const text = verdict.ok
          ? `The ledger of ${org} verifies: ${verdict.count} receipts${head}.\n`
          : `The ledger of ${org} does NOT verify: receipt ${verdict.firstProblem?.seq}: ${verdict.firstProblem?.message}\n`;
        return { json: verdict, text, bad: !verdict.ok };
      }),
    );
}
