import type { Command } from 'commander';
import type { Connection } from '../connect.ts';
import { writeNewFile } from '../new-file.ts';
import type { Act } from '../program.ts';
import { addLedgerAuditVerb } from './ledger-audit.ts';
import { ledgerName, ledgerWords, type WhichLedger, whichLedger } from './which-ledger.ts';

export interface LedgerVerdict {
  readonly ok: boolean;
  readonly count: number;
  readonly head: { readonly seq: number; readonly hash: string } | null;
  readonly firstProblem: { readonly seq: number; readonly message: string } | null;
}

export function addLedgerVerbs(program: Command, act: Act): void {
  const ledger = program.command('ledger').description('receipts');

  whichLedger(ledger.command('verify'))
    .description('re-derive every receipt of an organisation; exits with 1 when one is not what was written')
    .option('--expect <seq:hash>', 'a head that was noted earlier: finds what was rewritten or cut off since')
    .action(
      act<WhichLedger & { expect?: string }>(async (connection, { expect, ...which }) => {
        const org = ledgerName(which);
        const input = expect === undefined ? {} : expectedHead(expect);
        const verdict = await connection.call<LedgerVerdict>({ operation: 'ledger.verify', org, input });
        const head = verdict.head ? `, head ${verdict.head.seq}:${verdict.head.hash}` : '';
        const text = verdict.ok
          ? `The ledger of ${ledgerWords(org)} verifies: ${verdict.count} receipts${head}.\n`
          : `The ledger of ${ledgerWords(org)} does NOT verify: receipt ${verdict.firstProblem?.seq}: ${verdict.firstProblem?.message}\n`;
        return { json: verdict, text, bad: !verdict.ok };
      }),
    );

  addLedgerAuditVerb(ledger, act);

  whichLedger(ledger.command('checkpoint'))
    .description('sign the head of the ledger and print it; keep it elsewhere: it proves later cuts and changes')
    .option('--size <number>', 'an earlier one, of this size')
    .action(
      act<WhichLedger & { size?: string }>(async (connection, { size, ...which }) => {
        const org = ledgerName(which);
        const input = size === undefined ? {} : { size };
        const signed = await connection.call<{ note: string }>({ operation: 'ledger.readCheckpoint', org, input });
        return { json: signed, text: signed.note };
      }),
    );

  whichLedger(ledger.command('keys'))
    .description('the keys that sign the ledger; pin the first one')
    .action(
      act<WhichLedger>(async (connection, which) => {
        const org = ledgerName(which);
        const keys = await connection.call<{ data: readonly { vkey: string }[] }>({
          operation: 'ledger.listKeys',
          org,
          input: {},
        });
        return { json: keys, text: keys.data.map(({ vkey }) => `${vkey}\n`).join('') };
      }),
    );

  whichLedger(ledger.command('rotate-key'))
    .description('put a new key in the place of the one that signs the ledger; pinned keys lead to it')
    .action(
      act<WhichLedger>(async (connection, which) => {
        const org = ledgerName(which);
        const key = await connection.call<{ version: number; vkey: string }>({
          operation: 'ledger.rotateKey',
          org,
          input: {},
        });
        return { json: key, text: `Key ${key.version} signs the ledger of ${org} from now on:\n${key.vkey}\n` };
      }),
    );

  whichLedger(ledger.command('export'))
    .description('write the ledger into a file that holdfast-verify checks: receipts, then the signed checkpoint')
    .requiredOption('--out <file>', 'the file; it must not be there yet')
    .option('--actor <id>', 'receipts of this actor alone, each with its proof')
    .option('--action <action>', 'receipts of this action alone')
    .option('--subject <id>', 'receipts about this subject alone')
    .option('--from <time>', 'receipts of this instant or later, as 2027-01-31T00:00:00Z')
    .option('--to <time>', 'receipts of before this instant')
    .action(
      act<WhichLedger & { out: string }>(async (connection, { org: slug, installation, out, ...filter }) => {
        const org = ledgerName({ org: slug, installation });
        const size = await exportTo(connection, out, org, filter);
        return {
          json: { file: out, size },
          text: `The ledger of ${ledgerWords(org)}, ${size} receipts long, is in ${out}.\n`,
        };
      }),
    );
}

interface ExportedPart {
  readonly text: string;
  readonly next: number | null;
  readonly size: number;
}

/** One part after the other, all up to the checkpoint that the first one is of. @returns its size. */
async function exportTo(connection: Connection, path: string, org: string, filter: object): Promise<number> {
  let size: number | undefined;
  async function* parts(): AsyncGenerator<string> {
    for (let after: number | null = 0; after !== null; ) {
      const input: object = { ...filter, after, ...(size === undefined ? {} : { size }) };
      const part: ExportedPart = await connection.call({ operation: 'ledger.exportPart', org, input });
      yield part.text;
      size = part.size;
      after = part.next;
    }
  }
  await writeNewFile(path, parts());
  return size ?? 0;
}

/** `12:9f3c…`, as the operation takes it; what is missing or malformed is refused there, by name. */
function expectedHead(text: string): { readonly expectedSeq: string; readonly expectedHash: string } {
  const colon = text.indexOf(':');
  return { expectedSeq: text.slice(0, Math.max(colon, 0)), expectedHash: text.slice(colon + 1) };
}
