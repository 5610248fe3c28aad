import type { Command } from 'commander';
import type { Act } from '../program.ts';

interface ByEmail {
  readonly email: string;
}

/** For who cannot get in any more: the last owner without their device and their recovery codes. */
export function addFactorVerbs(program: Command, act: Act): void {
  const factors = program.command('factors').description('second factors of people');
  const reset = act<ByEmail>(async (connection, { email }) => {
    const answer = await connection.call<ByEmail>({ operation: 'factors.reset', input: { email } });
    return { json: answer, text: `${answer.email} signs in by mail alone now, and was told.\n` };
  });
  const unfreeze = act<ByEmail>(async (connection, { email }) => {
    const answer = await connection.call<ByEmail>({ operation: 'accounts.unfreeze', input: { email } });
    return { json: answer, text: `${answer.email} can change how they sign in again.\n` };
  });
  factors
    .command('reset')
    .description('take every second factor and recovery code from a person, end their sessions, and tell them by mail')
    .argument('<email>', 'the address of their account')
    .action((email: string) => reset({ email }));
  factors
    .command('unfreeze')
    .description('let a person change how they sign in again, before the three days after their report are over')
    .argument('<email>', 'the address of their account')
    .action((email: string) => unfreeze({ email }));
}
