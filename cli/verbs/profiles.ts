import type { Command } from 'commander';
import { operationCaller } from '../api/call-operation.ts';
import { readApiContract } from '../api/contract.ts';
import type { Remote } from '../api/run-operation.ts';
import { showAnswer } from '../api/show.ts';
import { CommandFailure } from '../failure.ts';
import type { ActRemotely } from '../program.ts';
import { findProfile } from '../sign-in/access.ts';
import { endSignIn } from '../sign-in/end-sign-in.ts';
import { changeProfiles, type Profile, readProfiles } from '../sign-in/profile-file.ts';
import { type Answer, table } from '../terminal.ts';

interface OfProfile {
  readonly profile?: string;
}

/** Who asks, and signing out. */
export function addProfileVerbs(program: Command, act: ActRemotely): void {
  program
    .command('whoami')
    .description('say who asks, in which organisation, and what they may do there')
    .option('--profile <name>', 'of this sign-in')
    .action(act<OfProfile>((remote, { profile }) => whoami(remote, profile)));

  program
    .command('logout')
    .description('end a sign-in here and at the installation')
    .option('--profile <name>', 'this one; the current one when absent')
    .action(act<OfProfile>((remote, { profile }) => logout(remote, profile)));

  const profiles = program.command('profiles').description('sign-ins of this machine');

  profiles
    .command('list', { isDefault: true })
    .description('list them')
    .action(
      act(async ({ here }) => {
        const { current, profiles: found } = readProfiles(here.folder);
        const data = found.map((profile) => ({ ...presented(profile), current: profile.name === current }));
        const rows = data.map((row) => [row.current ? '*' : ' ', row.profile, row.organization, row.email, row.url]);
        return { json: { data }, text: data.length === 0 ? 'There are none.\n' : table(rows) };
      }),
    );

  profiles
    .command('use')
    .description('ask by this one unless a command names another')
    .argument('<name>')
    .action(
      act(async ({ here }, _options, [name]) => {
        const chosen = await changeProfiles(here.folder, async (before) => {
          const profile = findProfile(before, name);
          return { after: { ...before, current: profile.name }, result: profile };
        });
        return { json: presented(chosen), text: `Commands ask as ${chosen.email} in ${chosen.organization}.\n` };
      }),
    );
}

function presented({ name, url, organization, email, tokens }: Profile) {
  return { profile: name, url, organization, email, scopes: tokens.scopes };
}

async function whoami({ here, send }: Remote, profile: string | undefined): Promise<Answer> {
  const operation = readApiContract().operations.find(({ things, verb }) => things === 'me' && verb === 'read');
  if (operation === undefined) throw new CommandFailure('The contract does not say how to ask.');
  const answer = await operationCaller({ here, send, profile }, operation)({ input: {} });
  return { json: answer, text: showAnswer(answer) };
}

/** The tokens are gone from this machine whatever happens; when the installation was not told, that is said. */
async function logout({ here, send }: Remote, named: string | undefined): Promise<Answer> {
  const ended = await changeProfiles(here.folder, async (before) => {
    const profile = findProfile(before, named ?? here.settings.HOLDFAST_PROFILE);
    const profiles = before.profiles.filter(({ name }) => name !== profile.name);
    return { after: { current: before.current === profile.name ? null : before.current, profiles }, result: profile };
  });
  try {
    await endSignIn(send, ended.url, ended.tokens.refresh);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandFailure(
      `The tokens of ${ended.name} are gone from this machine, and the installation was not told: ${why} End it in the console, under "Connected apps".`,
    );
  }
  return { json: presented(ended), text: `Signed out: ${ended.name}.\n` };
}
