import type { Command } from 'commander';
import type { Act } from '../program.ts';

interface Facts {
  readonly vkey: string;
  readonly url: string;
  readonly logs: readonly string[];
}

/** Cosigning checkpoints of logs elsewhere. */
export function addWitnessVerbs(program: Command, act: Act): void {
  program
    .command('witness')
    .description('show the key and address by which this installation cosigns checkpoints of logs elsewhere')
    .action(
      act(async (connection) => {
        const facts = await connection.call<Facts>({ operation: 'witness.readKey', input: {} });
        const logs = facts.logs.length === 0 ? 'It cosigns for no log yet: set WITNESS_LOGS.\n' : '';
        return {
          json: facts,
          text: `${facts.vkey}\n${facts.url}\n${facts.logs.map((log) => `for ${log}\n`).join('')}${logs}`,
        };
      }),
    );
}
