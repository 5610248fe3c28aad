import { Command, CommanderError } from 'commander';
import { type Connection, connect } from './connect.ts';
import { asCommandFailure } from './failure.ts';
import { type Answer, type ExitCode, exitCodes, type Terminal } from './terminal.ts';
import { addAuditVerbs } from './verbs/audit.ts';
import { addAuthSecretVerbs } from './verbs/auth-secret.ts';
import { addBackupVerbs } from './verbs/backup.ts';
import { addDoctorVerb } from './verbs/doctor.ts';
import { addErasureVerbs } from './verbs/erasure.ts';
import { addExportVerb } from './verbs/export.ts';
import { addHoldVerbs } from './verbs/hold.ts';
import { addImportVerb } from './verbs/import.ts';
import { addKeyVerbs } from './verbs/key.ts';
import { addLedgerVerbs } from './verbs/ledger.ts';
import { addMigrateVerb } from './verbs/migrate.ts';
import { addOrgVerbs } from './verbs/org.ts';
import { addPersonVerbs } from './verbs/person.ts';
import { addRetentionVerbs } from './verbs/retention.ts';
import { addWitnessVerbs } from './verbs/witness.ts';

/** Registers what a verb does; connection, printing and exit code are the same for all of them. */
export type Act = <Options>(
  work: (connection: Connection, options: Options) => Promise<Answer>,
) => (options: Options) => Promise<void>;

/**
 * Runs one command line. Afterwards the answer stands on `out`, messages on `err`, and every database that was opened
 * for it is closed.
 *
 * @returns 0 done, 1 failed (or done, and what it found is bad), 2 wrong usage.
 */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.done;
  const program = new Command('holdfast')
    .description('Runs a Holdfast installation: beside the running server, or on its data folder while it is stopped.')
    .option('--json', 'print the answer as JSON, and nothing else on stdout')
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .exitOverride()
    .showHelpAfterError('Run it with --help to see how it is used.');

  const act: Act = (work) => async (options) => {
    const connection = connect();
    try {
      const answer = await work(connection, options);
      terminal.out(program.opts<{ json?: true }>().json ? `${JSON.stringify(answer.json, null, 2)}\n` : answer.text);
      if (answer.bad) exitCode = exitCodes.failed;
    } finally {
      await connection.close();
    }
  };

  addOrgVerbs(program, act);
  addErasureVerbs(program, act);
  addImportVerb(program, act);
  addKeyVerbs(program, act);
  addLedgerVerbs(program, act);
  addWitnessVerbs(program, act);
  addAuditVerbs(program, act);
  addPersonVerbs(program, act);
  addExportVerb(program, act);
  addRetentionVerbs(program, act);
  addHoldVerbs(program, act);
  addAuthSecretVerbs(program, act);
  addBackupVerbs(program, act);
  addMigrateVerb(program, act);
  addDoctorVerb(program, act);

  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    // Commander has printed its message already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    const failure = asCommandFailure(error);
    terminal.err(`holdfast: ${failure.message}\n`);
    return failure.exitCode;
  }
}
