import type { Command } from 'commander';
import type { Remote } from '../api/run-operation.ts';
import { CommandFailure } from '../failure.ts';
import type { ActRemotely } from '../program.ts';
import { findAuthorizationServer, installationOrigin } from '../sign-in/authorization-server.ts';
import { signInByBrowser } from '../sign-in/browser-sign-in.ts';
import { signInByDevice } from '../sign-in/device-sign-in.ts';
import { endSignIn } from '../sign-in/end-sign-in.ts';
import { changeProfiles, isProfileName, type Profile, readProfiles } from '../sign-in/profile-file.ts';
import { readCaller } from '../sign-in/read-caller.ts';
import { type Answer, exitCodes } from '../terminal.ts';

interface LoginOptions {
  readonly url?: string;
  readonly device?: true;
  readonly org?: string;
  readonly scope?: readonly string[];
  readonly profile?: string;
}

/** Where an installation in local mode listens unless it is told otherwise. */
const localUrl = 'http://127.0.0.1:3000';

export function addLoginVerb(program: Command, act: ActRemotely): void {
  program
    .command('login')
    .description('sign in at an installation, so that commands can ask it for you')
    .option('--url <url>', `the installation; HOLDFAST_URL or ${localUrl} when absent`)
    .option('--device', 'without a browser on this machine: type a code in one elsewhere')
    .option('--org <slug>', 'the organisation; the one that your browser is in when absent')
    .option('--scope <scope...>', 'allow these scopes alone; all that you have when absent')
    .option('--profile <name>', 'what to call it; the organisation and the host when absent')
    .action(act<LoginOptions>((remote, options) => login(remote, options)));
}

async function login(remote: Remote, options: LoginOptions): Promise<Answer> {
  const { here, send, tell } = remote;
  const { profile: wanted, org, scope: scopes, device } = options;
  if (wanted !== undefined && !isProfileName(wanted)) {
    throw new CommandFailure('A profile is called by letters, digits and . _ @ : -', exitCodes.usage);
  }
  // A file that cannot be used is found before somebody signs in for nothing.
  readProfiles(here.folder);
  const url = installationOrigin(options.url ?? here.settings.HOLDFAST_URL ?? localUrl);
  const server = await findAuthorizationServer(url, send);
  const asking = { server, send, org, scopes, now: here.now, wait: here.wait, openBrowser: here.openBrowser, tell };
  const tokens = await (device ? signInByDevice(asking) : signInByBrowser(asking));
  try {
    const { organization, user } = await readCaller(send, url, tokens.access);
    if (org !== undefined && organization.slug !== org) {
      throw new CommandFailure(`You allowed it in ${organization.slug}, and not in ${org}. Nothing was kept.`);
    }
    const name = wanted ?? `${organization.slug}@${new URL(url).host}`;
    if (!isProfileName(name)) throw new CommandFailure('Say with --profile what to call it: its names make none.');
    const profile: Profile = { name, url, organization: organization.slug, email: user.email, tokens };
    await end(remote, await keep(here.folder, profile));
    if (here.settings.HOLDFAST_API_KEY !== undefined) {
      tell('HOLDFAST_API_KEY is set: commands ask with that key, unless you say --profile.\n');
    }
    const shown = { profile: name, url, organization: organization.slug, email: user.email, scopes: tokens.scopes };
    return { json: shown, text: `Signed in as ${user.email} in ${organization.name} (${url}), as ${name}.\n` };
  } catch (error) {
    // Nothing keeps these tokens: they must not live on.
    await endSignIn(send, url, tokens.refresh).catch(() => undefined);
    throw error;
  }
}

/** Keeps a sign-in as the current one. Returns the one of the same name that it replaces. */
function keep(folder: string, profile: Profile): Promise<Profile | undefined> {
  return changeProfiles(folder, async ({ profiles }) => {
    const others = profiles.filter(({ name }) => name !== profile.name);
    const after = { current: profile.name, profiles: [...others, profile] };
    return { after, result: profiles.find(({ name }) => name === profile.name) };
  });
}

/** Best effort: it has been replaced, and ends by itself if nobody uses it. */
async function end({ send }: Remote, replaced: Profile | undefined): Promise<void> {
  if (replaced !== undefined) await endSignIn(send, replaced.url, replaced.tokens.refresh).catch(() => undefined);
}
