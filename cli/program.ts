import { Command, CommanderError } from 'commander';
import { addApiCommands } from './api/add-api-commands.ts';
import { type ApiContract, readApiContract } from './api/contract.ts';
import type { Remote } from './api/run-operation.ts';
import { type Connection, connect } from './connect.ts';
import { asCommandFailure } from './failure.ts';
import { createSend } from './sign-in/send.ts';
import { type Surroundings, surroundingsHere } from './surroundings.ts';
import { type Answer, type ExitCode, exitCodes, printable, printableJson, type Terminal } from './terminal.ts';
import { addAuditVerbs } from './verbs/audit.ts';
import { addAuthSecretVerbs } from './verbs/auth-secret.ts';
import { addBackupVerbs } from './verbs/backup.ts';
import { addCompletionVerb } from './verbs/completion.ts';
import { addDoctorVerb } from './verbs/doctor.ts';
import { addErasureVerbs } from './verbs/erasure.ts';
import { addExportVerb } from './verbs/export.ts';
import { addFactorVerbs } from './verbs/factors.ts';
import { addHoldVerbs } from './verbs/hold.ts';
import { addImportVerb } from './verbs/import.ts';
import { addKeyVerbs } from './verbs/key.ts';
import { addLedgerVerbs } from './verbs/ledger.ts';
import { addLoginVerb } from './verbs/login.ts';
import { addMigrateVerb } from './verbs/migrate.ts';
import { addOrgVerbs } from './verbs/org.ts';
import { addPersonVerbs } from './verbs/person.ts';
import { addProfileVerbs } from './verbs/profiles.ts';
import { addRetentionVerbs } from './verbs/retention.ts';
import { addWitnessVerbs } from './verbs/witness.ts';

/** Registers what a verb does; connection, printing and exit code are the same for all of them. */
export type Act = <Options>(
  work: (connection: Connection, options: Options) => Promise<Answer>,
) => (options: Options) => Promise<void>;

/** The same for what asks an installation over the network, as whoever has signed in. */
export type ActRemotely = <Options = Readonly<Record<string, unknown>>>(
  work: (remote: Remote, options: Options, args: readonly string[]) => Promise<Answer>,
) => (...given: unknown[]) => Promise<void>;

interface Making {
  readonly terminal: Terminal;
  here(): Surroundings;
  /** Called when the work was done and what it found is bad. */
  foundBad(): void;
  /** Of which groups of the API the commands are made; of all of them when absent. */
  readonly groups?: ReadonlySet<string>;
  /** The printed one when absent. */
  readonly contract?: ApiContract;
}

/** Every command there is, and nothing run yet. */
export function createProgram(making: Making): Command {
  const { terminal, foundBad } = making;
  const program = new Command('holdfast')
    .description(
      'Runs a Holdfast installation, beside its server or while that is stopped, and asks one over the network.',
    )
    .option('--json', 'print the answer as JSON, and nothing else on stdout')
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .exitOverride()
    .showHelpAfterError('Run it with --help to see how it is used.');
  const wantsJson = () => program.opts<{ json?: true }>().json === true;

  const tellAnswer = async ({ json, text, bytes, bad }: Answer) => {
    if (bytes !== undefined) await terminal.outBytes(bytes);
    else terminal.out(wantsJson() ? `${printableJson(json, 2)}\n` : printable(text));
    if (bad) foundBad();
  };
  const act: Act = (work) => async (options) => {
    const connection = connect();
    try {
      await tellAnswer(await work(connection, options));
    } finally {
      await connection.close();
    }
  };
  const actRemotely: ActRemotely =
    (work) =>
    async (...given) => {
      const here = making.here();
      const command = given.at(-1) as Command;
      const tell = (text: string) => terminal.err(printable(text));
      const remote = { here, send: createSend(here.settings), json: wantsJson(), tell };
      await tellAnswer(await work(remote, command.opts() as never, command.args));
    };

  program.commandsGroup('For whoever runs the installation:');
  for (const add of operatorVerbs) add(program, act);
  program.commandsGroup('Signing in:');
  addLoginVerb(program, actRemotely);
  addProfileVerbs(program, actRemotely);
  addCompletionVerb(program, tellAnswer, () => createProgram({ terminal, here: making.here, foundBad }));
  program.commandsGroup('The API:');
  addApiCommands(program, making.contract ?? readApiContract(), actRemotely, making.groups);
  return program;
}

const operatorVerbs = [
  ...[addOrgVerbs, addErasureVerbs, addImportVerb, addKeyVerbs, addLedgerVerbs, addWitnessVerbs, addAuditVerbs],
  ...[addPersonVerbs, addExportVerb, addRetentionVerbs, addHoldVerbs, addAuthSecretVerbs, addBackupVerbs],
  addFactorVerbs,
  ...[addMigrateVerb, addDoctorVerb],
];

/**
 * Runs one command line. Afterwards the answer stands on `out`, messages on `err`, and every database that was opened
 * for it is closed. With `--json` a refusal of the API stands on `err` as it came (RFC 9457).
 *
 * @returns 0 done, 1 failed (or done, and what it found is bad), 2 wrong usage.
 */
export async function runCommand(
  args: readonly string[],
  terminal: Terminal,
  here: () => Surroundings = surroundingsHere,
): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.done;
  const foundBad = () => {
    exitCode = exitCodes.failed;
  };
  try {
    const program = createProgram({ terminal, here, foundBad, groups: new Set(args) });
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    // Commander has printed its message already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    const failure = asCommandFailure(error);
    const asJson = failure.problem !== null && args.includes('--json');
    terminal.err(asJson ? `${printableJson(failure.problem)}\n` : `holdfast: ${printable(failure.message)}\n`);
    return failure.exitCode;
  }
}
