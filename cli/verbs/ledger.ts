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
    .option('--expect <seq:hash>', 'a head that was noted earlier: finds what was rewritten or cut off since')
    .action(
      act<{ org: string; expect?: string }>(async (connection, { org, expect }) => {
        const input = expect === undefined ? {} : expectedHead(expect);
        const verdict = await connection.call<LedgerVerdict>({ operation: 'ledger.verify', org, input });
        const head = verdict.head ? `, head ${verdict.head.seq}:${verdict.head.hash}` : '';
        const text = verdict.ok
          ? `The ledger of ${org} verifies: ${verdict.count} receipts${head}.\n`
          : `The ledger of ${org} does NOT verify: receipt ${verdict.firstProblem?.seq}: ${verdict.firstProblem?.message}\n`;
        return { json: verdict, text, bad: !verdict.ok };
      }),
    );
}

/** `12:9f3c…`, as the operation takes it; what is missing or malformed is refused there, by name. */
function expectedHead(text: string): { readonly expectedSeq: string; readonly expectedHash: string } {
  const colon = text.indexOf(':');
  return { expectedSeq: text.slice(0, Math.max(colon, 0)), expectedHash: text.slice(colon + 1) };
}
