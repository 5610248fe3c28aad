import { closeSync, constants, fstatSync, lstatSync, mkdirSync, openSync, readFileSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { withFileLock } from '#lib/platform/db/file-lock.ts';
import { writeFileDurably } from '#lib/platform/files.ts';
import { CommandFailure } from '../failure.ts';
import { scopeList, type Tokens, tokenForm } from './tokens.ts';

/** One person, signed in at one installation in one organisation. */
export interface Profile {
  /** What people call it; no two are called the same. */
  readonly name: string;
  readonly url: string;
  readonly organization: string;
  readonly email: string;
  readonly tokens: Tokens;
}

export interface Profiles {
  /** The name of the one that is used when nobody says which. */
  readonly current: string | null;
  readonly profiles: readonly Profile[];
}

const time = z.iso.datetime();
const name = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._@:[\]-]{0,199}$/);

const StoredTokens = z.strictObject({
  access: tokenForm,
  refresh: tokenForm,
  obtainedAt: time,
  expiresAt: time,
  scopes: scopeList,
});

const StoredProfiles = z.strictObject({
  version: z.literal(1),
  current: name.nullable(),
  profiles: z
    .array(
      z.strictObject({
        name,
        // An origin, and one that tokens may go to: whoever changed the file sends them nowhere else in the open.
        url: z.string().regex(/^(?:https:\/\/[^/?#@\s]+|http:\/\/(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?)$/),
        organization: z.string().max(200),
        email: z.string().max(320),
        tokens: StoredTokens,
      }),
    )
    .max(100),
});

/** Whether a profile can be called so. */
export function isProfileName(text: string): boolean {
  return name.safeParse(text).success;
}

const bytesMax = 1_000_000;

/** Longer than any installation may take to answer, twice over. */
const lockMsMax = 60_000;

const fileIn = (folder: string) => join(folder, 'profiles.json');

/**
 * The profiles of this user of the machine; none when nobody has signed in.
 * @throws `CommandFailure` for a file that others could read or have written, one that is no file, or holds something else.
 */
export function readProfiles(folder: string): Profiles {
  if (!folderIsOurs(folder)) return { current: null, profiles: [] };
  const file = fileIn(folder);
  const text = readOwn(file);
  if (text === null) return { current: null, profiles: [] };
  const stored = StoredProfiles.safeParse(jsonOf(text));
  const names = stored.data?.profiles.map((profile) => profile.name) ?? [];
  if (!stored.success || new Set(names).size < names.length) {
    throw new CommandFailure(`${file} is not as this command writes it. Remove it and sign in again.`);
  }
  const { current, profiles } = stored.data;
  return { current, profiles };
}

/**
 * Changes the profiles while no other command does. What it returns is stored, durably, before anything else is done.
 * @throws as {@link readProfiles}, and whatever `change` throws: then nothing has changed.
 */
export async function changeProfiles<Result>(
  folder: string,
  change: (before: Profiles) => Promise<{ readonly after: Profiles | null; readonly result: Result }>,
): Promise<Result> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  folderIsOurs(folder);
  return withFileLock(join(folder, 'profiles.lock'), lockMsMax, async () => {
    const { after, result } = await change(readProfiles(folder));
    if (after !== null) {
      const stored = StoredProfiles.parse({ version: 1, ...after });
      writeFileDurably(fileIn(folder), `${JSON.stringify(stored, null, 2)}\n`, 0o600);
    }
    return result;
  });
}

/** False when there is none. @throws `CommandFailure` when others could put something else in its place. */
function folderIsOurs(folder: string): boolean {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  if (stat === undefined) return false;
  if (!stat.isDirectory())
    throw new CommandFailure(`${folder} is no folder (a link is none). Remove it and sign in again.`);
  refuseOthers(folder, stat, 0o022);
  return true;
}

function readOwn(file: string): string | null {
  let handle: number;
  try {
    // Neither through a link, nor waiting for whoever has the other end of a pipe.
    handle = openSync(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    const why = code === 'ELOOP' ? 'is a link' : `cannot be read (${code})`;
    throw new CommandFailure(`${file} ${why}. Remove it and sign in again.`);
  }
  try {
    const stat = fstatSync(handle);
    if (!stat.isFile() || stat.nlink > 1 || stat.size > bytesMax) {
      throw new CommandFailure(`${file} is no file of this command. Remove it and sign in again.`);
    }
    refuseOthers(file, stat, 0o077);
    return readFileSync(handle, 'utf8');
  } finally {
    closeSync(handle);
  }
}

/** Windows keeps a user's folders to the user by other means, which modes do not tell. */
function refuseOthers(path: string, { uid, mode }: Stats, forbidden: number): void {
  const me = process.getuid?.();
  if (me === undefined) return;
  if (uid !== me) throw new CommandFailure(`${path} belongs to another user of this machine.`);
  if ((mode & forbidden) === 0) return;
  const others = (mode & 0o777).toString(8);
  throw new CommandFailure(
    `${path} is open to other users of this machine (mode ${others}): what it holds may be known or changed. Sign out in the console under "Connected apps", remove it and sign in again.`,
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
