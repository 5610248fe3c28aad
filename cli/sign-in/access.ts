import { CommandFailure } from '../failure.ts';
import type { Surroundings } from '../surroundings.ts';
import { findAuthorizationServer, installationOrigin, postForm } from './authorization-server.ts';
import { changeProfiles, type Profile, type Profiles, readProfiles } from './profile-file.ts';
import type { Send } from './send.ts';
import { tokensOf } from './tokens.ts';

/** How this command proves who it is to one installation. */
export interface Access {
  readonly origin: string;
  /** A bearer token that is good by this machine's clock. */
  token(): Promise<string>;
  /** One that is not the token that was just refused; null when there is no other. */
  tokenInsteadOf(refused: string): Promise<string | null>;
}

/** Renewed so long before its end: what is on its way when it ends would be refused. */
const spareSeconds = 30;

const signInAgain = 'Sign in with `holdfast login`, or set HOLDFAST_API_KEY.';

/**
 * The access to use: the profile that was named, else the key of the settings, else the profile of the settings or the one
 * that was chosen last. A key goes to the installation of the settings, never to one that some profile names.
 * @throws `CommandFailure` when nobody has signed in.
 */
export function chooseAccess(here: Surroundings, send: Send, named: string | undefined): Access {
  const { HOLDFAST_API_KEY: key, HOLDFAST_PROFILE, HOLDFAST_URL } = here.settings;
  if (named === undefined && key !== undefined) {
    if (HOLDFAST_URL === undefined) {
      throw new CommandFailure('HOLDFAST_API_KEY is set and HOLDFAST_URL is not: say which installation it opens.');
    }
    if (!/^[\x21-\x7e]+$/.test(key)) throw new CommandFailure('HOLDFAST_API_KEY is no API key.');
    return { origin: installationOrigin(HOLDFAST_URL), token: async () => key, tokenInsteadOf: async () => null };
  }
  const { name, url } = findProfile(readProfiles(here.folder), named ?? HOLDFAST_PROFILE);
  return {
    origin: url,
    token: async () => {
      const profile = findProfile(readProfiles(here.folder), name);
      return stillGood(profile, here.now()) ? profile.tokens.access : renew(here, send, name, null);
    },
    tokenInsteadOf: (refused) => renew(here, send, name, refused),
  };
}

/** @throws `CommandFailure` when it is not there, or nobody has signed in. */
export function findProfile({ current, profiles }: Profiles, named: string | undefined): Profile {
  const wanted = named ?? current;
  const found = profiles.find(({ name }) => name === wanted);
  if (found !== undefined) return found;
  if (named !== undefined) throw new CommandFailure(`There is no profile ${named}. ${signInAgain}`);
  throw new CommandFailure(
    profiles.length === 0
      ? `Nobody has signed in. ${signInAgain}`
      : 'No sign-in is chosen since the last one was signed out. `holdfast profiles` lists those there are, `holdfast profiles use <name>` chooses one.',
  );
}

/** A clock that was set back since makes a token look younger than it is: then it is not believed. */
function stillGood({ tokens }: Profile, now: Date): boolean {
  const left = Date.parse(tokens.expiresAt) - now.getTime();
  return left > spareSeconds * 1_000 && now.getTime() >= Date.parse(tokens.obtainedAt);
}

/**
 * A token that is good, under the lock: of several commands one renews and the others take what it got. Each refresh token is
 * used once, since using it again would end the whole sign-in (RFC 9700, section 4.14).
 * @param refused what the installation did not take, whatever our clock says of it.
 */
function renew(here: Surroundings, send: Send, name: string, refused: string | null): Promise<string> {
  return changeProfiles(here.folder, async (before) => {
    const profile = findProfile(before, name);
    const { tokens, url } = profile;
    if (tokens.access !== refused && stillGood(profile, here.now())) return { after: null, result: tokens.access };
    const server = await findAuthorizationServer(url, send);
    const answer = await postForm(send, server.tokenEndpoint, {
      ...{ grant_type: 'refresh_token', refresh_token: tokens.refresh },
    });
    if (!answer.ok) {
      throw new CommandFailure(
        answer.error === 'invalid_grant'
          ? `The sign-in ${name} has ended. ${signInAgain}`
          : `The sign-in ${name} could not be renewed: ${answer.description || answer.error}.`,
      );
    }
    const renewed = tokensOf(answer, here.now());
    const profiles = before.profiles.map((one) => (one.name === name ? { ...one, tokens: renewed } : one));
    return { after: { ...before, profiles }, result: renewed.access };
  });
}
