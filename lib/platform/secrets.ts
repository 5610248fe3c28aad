import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from './env.ts';
import { fail } from './errors.ts';
import { writeFileDurably } from './files.ts';
import { type NumberedSecret, parseNumberedSecret } from './numbered-secret.ts';
import { type PepperRing, pepperRing } from './peppers.ts';

/** The installation's secrets, as bytes. Each is versioned where it is used, so that it can be rotated online. */
export interface Secrets {
  readonly masterKey: Uint8Array;
  /** What API key hashes are made under, and what they were made under before. */
  readonly apiKeyPeppers: PepperRing;
  /** Signs and seals what lives for minutes: it may be another one from one moment to the next. */
  readonly authSecret: Uint8Array;
  /** Its number, which tokens name. */
  readonly authSecretVersion: number;
  /** From now on this one. @throws `unsafe_configuration` when the text is none. */
  replaceAuthSecret(text: string): void;
  readonly internalApiKey: string;
}

const names = {
  masterKey: 'HOLDFAST_MASTER_KEY',
  apiKeyPepper: 'API_KEY_PEPPER',
  authSecret: 'AUTH_SECRET',
  internalApiKey: 'INTERNAL_API_KEY',
} as const;

const previousPepper = 'API_KEY_PEPPER_PREVIOUS';

type Stored = Partial<Record<(typeof names)[keyof typeof names] | typeof previousPepper, string>>;

const hex32 = /^[0-9a-f]{64}$/i;

/**
 * The secrets of the environment; in local mode those that are missing there come from `secrets.json` in the data
 * folder, which is written once (mode 0600, durable before anything is encrypted under it).
 *
 * @throws `unsafe_configuration` when production lacks one, or when one is not 64 hex digits.
 */
export function loadSecrets(env: Environment, dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json');
  const stored = readStored(file);
  const local = env.HOLDFAST_ENV === 'local';
  let changed = false;
  const value = (name: (typeof names)[keyof typeof names]): string => {
    const given = env[name] ?? (local ? stored[name] : undefined);
    if (given === undefined) {
      if (!local) throw fail('unsafe_configuration', { detail: `${name} is not set` });
      if (existsSync(join(dataDir, 'control.db')) && name === names.masterKey) {
        throw fail('unsafe_configuration', {
          detail: `${file} is missing or lacks ${name}, but databases encrypted under it exist; restore the file`,
        });
      }
      stored[name] = randomBytes(32).toString('hex');
      changed = true;
      return stored[name];
    }
    if (name !== names.apiKeyPepper && name !== names.authSecret && !hex32.test(given)) {
      throw fail('unsafe_configuration', { detail: `${name} must be 64 hex digits` });
    }
    return given;
  };
  let auth = parsedAuthSecret(value(names.authSecret));
  const secrets: Secrets = {
    masterKey: Buffer.from(value(names.masterKey), 'hex'),
    apiKeyPeppers: pepperRing(
      value(names.apiKeyPepper),
      // The previous one belongs to the pepper it came before: both are from the environment, or both from the file.
      env.API_KEY_PEPPER === undefined && local ? stored[previousPepper] : env.API_KEY_PEPPER_PREVIOUS,
    ),
    get authSecret() {
      return auth.bytes;
    },
    get authSecretVersion() {
      return auth.version;
    },
    replaceAuthSecret: (text) => {
      auth = parsedAuthSecret(text);
    },
    internalApiKey: value(names.internalApiKey),
  };
  if (changed) writeFileDurably(file, `${JSON.stringify(stored, null, 2)}\n`, 0o600);
  return secrets;
}

/**
 * Puts a new pepper in the place of the current one, which becomes the previous one: hashes under both are good. Afterwards
 * that is durable, and `ring` goes by it. For local mode, whose pepper stands in the data folder.
 *
 * @throws `conflict` where the pepper comes from the environment.
 */
export function rotateStoredPepper(env: Environment, dataDir: string, ring: PepperRing): void {
  const file = join(dataDir, 'secrets.json');
  const stored = readStored(file);
  const current = stored[names.apiKeyPepper];
  if (env.HOLDFAST_ENV !== 'local' || env.API_KEY_PEPPER !== undefined || current === undefined) {
    throw fail('conflict', {
      message:
        'The pepper comes from the environment. Set API_KEY_PEPPER_PREVIOUS to what API_KEY_PEPPER is now, and ' +
        `API_KEY_PEPPER to ${ring.current.version + 1}: and 64 new hex digits; then restart.`,
    });
  }
  const next = `${ring.current.version + 1}:${randomBytes(32).toString('hex')}`;
  const rotated = { ...stored, [names.apiKeyPepper]: next, [previousPepper]: current };
  writeFileDurably(file, `${JSON.stringify(rotated, null, 2)}\n`, 0o600);
  ring.replace(next, current);
}

/**
 * Puts a new secret in the place of the one that sign-in is signed by. Afterwards that is durable, and `secrets` go by it:
 * nothing that was made under the old one is good any more. For local mode, whose secret stands in the data folder.
 *
 * @throws `conflict` where the secret comes from the environment.
 */
export function rotateStoredAuthSecret(env: Environment, dataDir: string, secrets: Secrets): void {
  const file = join(dataDir, 'secrets.json');
  const stored = readStored(file);
  const version = secrets.authSecretVersion + 1;
  if (env.HOLDFAST_ENV !== 'local' || env.AUTH_SECRET !== undefined || stored[names.authSecret] === undefined) {
    throw fail('conflict', {
      message: `The secret comes from the environment. Set AUTH_SECRET to ${version}: and 64 new hex digits; then restart.`,
    });
  }
  const next = `${version}:${randomBytes(32).toString('hex')}`;
  writeFileDurably(file, `${JSON.stringify({ ...stored, [names.authSecret]: next }, null, 2)}\n`, 0o600);
  secrets.replaceAuthSecret(next);
}

function parsedAuthSecret(text: string): NumberedSecret {
  const secret = parseNumberedSecret(text);
  if (secret !== null) return secret;
  throw fail('unsafe_configuration', {
    detail: 'AUTH_SECRET must be 64 hex digits, or a number, a colon and 64 hex digits',
  });
}

function readStored(file: string): Stored {
  if (!existsSync(file)) return {};
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Stored;
  } catch (cause) {
    throw fail('unsafe_configuration', { detail: `${file} cannot be read as JSON`, cause });
  }
}
