import { setTimeout as wait } from 'node:timers/promises';
import type { Command } from 'commander';
import type { Connection } from '../connect.ts';
import { exportParts } from '../export-parts.ts';
import { CommandFailure } from '../failure.ts';
import { writeNewFile } from '../new-file.ts';
import type { Act } from '../program.ts';

interface ExportState {
  readonly id: string;
  readonly state: string;
  readonly error: string | null;
  readonly rowsTotal: number | null;
  readonly bytes: number | null;
  readonly sha256: string | null;
}

interface ExportOptions {
  readonly org: string;
  readonly out: string;
  readonly csv: boolean;
  readonly files: boolean;
  readonly byteOrderMark?: true;
}

/** Between two looks at an export that waits until others are done. */
const restMs = 200;

export function addExportVerb(program: Command, act: Act): void {
  program
    .command('export')
    .description('write everything that an organisation keeps into a ZIP file: JSON, tables, files and the ledger')
    .requiredOption('--org <slug>', 'the organisation')
    .requiredOption('--out <file>', 'the file; it must not be there yet')
    .option('--no-csv', 'JSON alone, without tables and without the files for other CRMs')
    .option('--no-files', 'what is known of files, without their bytes')
    .option('--byte-order-mark', 'begin tables with a byte order mark, which some spreadsheets need')
    .action(
      act<ExportOptions>(async (connection, { org, out, csv, files, byteOrderMark = false }) => {
        const made = await exportTo(connection, out, org, { csv, files, byteOrderMark });
        const text = `Everything of ${org} is in ${out}: ${made.rowsTotal} rows, ${made.bytes} bytes, SHA-256 ${made.sha256}.\n`;
        return { json: { file: out, export: made.id, bytes: made.bytes, sha256: made.sha256 }, text };
      }),
    );
}

/** Has it made, and writes it part by part. The file is there before anything is asked for: nothing is made for nothing. */
async function exportTo(connection: Connection, path: string, org: string, input: object): Promise<ExportState> {
  let made: ExportState | undefined;
  async function* parts(): AsyncGenerator<Uint8Array> {
    const { id } = await connection.call<ExportState>({ operation: 'exports.create', org, input });
    made = await whenReady(connection, org, id);
    yield* exportParts(connection, org, id);
  }
  await writeNewFile(path, parts());
  if (made === undefined) throw new CommandFailure('Nothing was exported.');
  return made;
}

/** Goes on with it here, which is harmless beside a server's own job, until it is ready. */
async function whenReady(connection: Connection, org: string, id: string): Promise<ExportState> {
  for (;;) {
    const { done } = await connection.call<{ done: boolean }>({ operation: 'exports.run', org, input: { id } });
    const now = await connection.call<ExportState>({ operation: 'exports.read', org, input: { id } });
    if (now.state === 'ready') return now;
    if (done) throw new CommandFailure(`The export ended as ${now.state}: ${now.error ?? 'it was ended elsewhere'}`);
    await wait(restMs);
  }
}
