import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Command } from 'commander';
import type { Connection } from '../connect.ts';
import type { Act } from '../program.ts';
import type { Answer } from '../terminal.ts';

interface Archive {
  readonly id: string;
  readonly state: string;
  readonly rowsDone: number;
  readonly rowsTotal: number | null;
  readonly error: string | null;
  readonly problems: readonly { readonly path: string; readonly message: string }[];
  readonly report: {
    readonly entities: readonly { readonly title: string; readonly rows: number; readonly why: string | null }[];
  } | null;
}

interface ImportOptions {
  readonly org: string;
  readonly file: string;
  readonly check?: true;
}

/** Between two looks at work that another run has at hand. */
const pauseMs = 200;

export function addImportVerb(program: Command, act: Act): void {
  program
    .command('import')
    .description(
      'take an archive that an export made into an organisation that is empty as yet; exits with 1 when refused',
    )
    .argument('<file>', 'the ZIP file, on this machine')
    .requiredOption('--org <slug>', 'the organisation')
    .option('--check', 'check it only: nothing of it is written')
    .action(async (file: string, options: Omit<ImportOptions, 'file'>) => {
      await act<ImportOptions>(importArchive)({ ...options, file });
    });
}

async function importArchive(connection: Connection, { org, file, check }: ImportOptions): Promise<Answer> {
  const call = <Output>(operation: string, input: object) => connection.call<Output>({ operation, org, input });
  const { id } = await call<Archive>('archives.takeFile', { path: resolve(file) });
  const read = () => call<Archive>('archives.read', { id });
  await drive(() => call('archives.check', { id }));
  const checked = await read();
  if (checked.state !== 'ready') return refusal(checked, file);
  if (check) {
    await call('archives.delete', { id });
    return {
      json: checked,
      text: `${file} is whole: ${checked.rowsTotal} records would come over.\n${leftOut(checked)}`,
    };
  }
  try {
    await call('archives.start', { id });
  } catch (error) {
    // A copy that waits could hold somebody, and would keep people from being erased.
    await call('archives.delete', { id });
    throw error;
  }
  await drive(() => call('archives.run', { id }));
  const ended = await read();
  if (ended.state !== 'done') {
    return {
      json: ended,
      text: `${file}: ${ended.rowsDone} of ${ended.rowsTotal} records are in, then it stopped. ${ended.error ?? ''}\n`,
      bad: true,
    };
  }
  return { json: ended, text: `${file} is in: ${ended.rowsDone} records.\n${leftOut(ended)}` };
}

/** Runs a job to its end: here, where no queue runs, and beside the server's own queue, which may be faster. */
async function drive(run: () => Promise<unknown>): Promise<void> {
  while (!((await run()) as { readonly done: boolean }).done) await wait(pauseMs);
}

function refusal(archive: Archive, file: string): Answer {
  const problems = archive.problems.map(({ path, message }) => `  ${path}: ${message}\n`).join('');
  return { json: archive, text: `${file} was refused as a whole; nothing of it was taken in.\n${problems}`, bad: true };
}

function leftOut({ report }: Archive): string {
  const left = report?.entities.filter(({ why }) => why !== null) ?? [];
  if (left.length === 0) return '';
  return `Not taken over:\n${left.map(({ title, rows, why }) => `  ${title} (${rows}): ${why}\n`).join('')}`;
}
