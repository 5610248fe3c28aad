import type { Command } from 'commander';
import type { Connection } from '../connect.ts';
import { CommandFailure } from '../failure.ts';
import { writeNewFile } from '../new-file.ts';
import type { Act } from '../program.ts';
import { table } from '../terminal.ts';

interface Erasure {
  readonly id: string;
  readonly organization: string;
  readonly state: string;
  readonly step: string;
  readonly certificate: string;
  readonly problem: string | null;
  readonly createdAt: string;
  readonly finishedAt: string | null;
  readonly file?: string | null;
}

/** How long a command waits for an erasure, and how often it looks. What is not done then goes on without it. */
const waitMs = 120_000;
const lookMs = 250;

/** `holdfast org erase`. */
export function addEraseVerb(org: Command, act: Act): void {
  const run = act<{ slug: string; confirm: string }>(async (connection, { slug, confirm }) => {
    const asked = await connection.call<Erasure>({ operation: 'organizations.erase', input: { org: slug, confirm } });
    const done = await ended(connection, asked.id);
    if (done.state !== 'done') {
      throw new CommandFailure(
        done.state === 'cancelled'
          ? `A legal hold keeps ${slug} from being erased. Nothing was erased.`
          : `The erasure ${done.id} goes on (${done.step}${done.problem === null ? '' : `: ${done.problem}`}); see "holdfast erasure show ${done.id}".`,
      );
    }
    return {
      json: done,
      text: `${slug} is erased. Certificate ${done.certificate}, organisation ${done.organization}.\n`,
    };
  });
  org
    .command('erase <slug>')
    .description('erase an organisation at once, for good: database, files, keys and all; prints its certificate')
    .requiredOption('--confirm <slug>', 'the slug again: there is no way back')
    .action((slug: string, options: { confirm: string }) => run({ slug, ...options }));
}

async function ended(connection: Connection, id: string): Promise<Erasure> {
  const deadline = performance.now() + waitMs;
  for (;;) {
    const now = await connection.call<Erasure>({ operation: 'erasures.read', input: { name: id } });
    if (now.state === 'done' || now.state === 'cancelled' || performance.now() > deadline) return now;
    await new Promise((resume) => setTimeout(resume, lookMs));
  }
}

/** Erasures of organisations, and their certificates. */
export function addErasureVerbs(program: Command, act: Act): void {
  const erasure = program.command('erasure').description('erasures of organisations');

  erasure
    .command('list')
    .description('list every erasure, newest first')
    .action(
      act(async (connection) => {
        const { data } = await connection.call<{ data: readonly Erasure[] }>({ operation: 'erasures.list', input: {} });
        const rows = data.map((row) => [
          ...[row.id, row.organization, row.state, row.step, row.certificate],
          row.finishedAt ?? row.problem ?? '',
        ]);
        return {
          json: { data },
          text:
            data.length === 0
              ? 'No organisation was ever erased here.\n'
              : table([['ID', 'ORGANISATION', 'STATE', 'STEP', 'CERTIFICATE', 'ENDED'], ...rows]),
        };
      }),
    );

  const show = act<{ name: string }>(async (connection, { name }) => {
    const row = await connection.call<Erasure>({ operation: 'erasures.read', input: { name } });
    const lines = [
      `Erasure ${row.id} of organisation ${row.organization}: ${row.state}, at step ${row.step}.`,
      `Certificate ${row.certificate}${row.finishedAt === null ? ', not issued yet' : `, issued ${row.finishedAt}`}.`,
      ...(row.problem === null ? [] : [`It does not get on: ${row.problem}`]),
    ];
    return { json: row, text: `${lines.join('\n')}\n` };
  });
  erasure
    .command('show <name>')
    .description('how far an erasure is; by its id, the id of the organisation, or the number of the certificate')
    .action((name: string) => show({ name }));

  const certificate = act<{ name: string; out?: string }>(async (connection, { name, out }) => {
    const { file, certificate: number } = await connection.call<Erasure>({
      operation: 'erasures.read',
      input: { name },
    });
    if (file == null) throw new CommandFailure(`No certificate was issued for ${name} yet.`);
    if (out === undefined) return { json: { number, file }, text: file };
    await writeNewFile(
      out,
      (async function* () {
        yield file;
      })(),
    );
    return { json: { number, file: out }, text: `Certificate ${number} is in ${out}; holdfast-verify checks it.\n` };
  });
  erasure
    .command('certificate <name>')
    .description('the certificate as a file that holdfast-verify checks offline')
    .option('--out <file>', 'write it there; it must not be there yet')
    .action((name: string, options: { out?: string }) => certificate({ name, ...options }));
}
