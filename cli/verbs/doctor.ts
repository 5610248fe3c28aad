import type { Command } from 'commander';
import { checkInstallation } from '../checks/installation.ts';
import { checkSurroundings } from '../checks/surroundings.ts';
import type { Act } from '../program.ts';
import { table } from '../terminal.ts';

export function addDoctorVerb(program: Command, act: Act): void {
  program
    .command('doctor')
    .description('check settings, data folder, databases and ledgers; exits with 1 when anything is wrong')
    .action(
      act(async (connection) => {
        const surroundings = await checkSurroundings();
        // Looking into databases takes the folder, and would make one where there is none.
        const started = surroundings.every(({ name, ok }) => ok || (name !== 'settings' && name !== 'secrets'));
        const checks = started ? [...surroundings, ...(await checkInstallation(connection))] : surroundings;
        const ok = checks.every((check) => check.ok);
        const rows = checks.map((check) => [check.ok ? 'ok' : 'FAILED', check.name, check.message]);
        const verdict = ok ? 'Everything is in order.\n' : 'Something is wrong: see the lines marked FAILED.\n';
        return { json: { ok, checks }, text: `${table(rows)}${verdict}`, bad: !ok };
      }),
    );
}
