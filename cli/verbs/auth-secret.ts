import type { Command } from 'commander';
import type { Act } from '../program.ts';

export function addAuthSecretVerbs(program: Command, act: Act): void {
  program
    .command('auth-secret')
    .description('the secret that sign-in is signed by')
    .command('rotate')
    .description('put a new one in its place; sessions go on, codes and sign-ins under way have to be begun anew')
    .action(
      act(async (connection) => {
        const state = await connection.call<{ current: number }>({ operation: 'authSecret.rotate', input: {} });
        return { json: state, text: `Sign-in is signed by secret ${state.current} now.\n` };
      }),
    );
}
