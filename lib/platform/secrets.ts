import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from './env.ts';
import { fail } from './errors.ts';
import { writeFileDurably } from './files.ts';
import { type PepperRing, pepperRing } from './peppers.ts';

/** The installation's secrets, as bytes. Each is versioned where it is used, so that it can be rotated online. */
export interface Secrets {
  readonly masterKey: Uint8Array;
  /** What API key hashes are made under, and what they were made under before. */
  readonly apiKeyPeppers: PepperRing;
  readonly authSecret: Uint8Array;
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
    if (name !== names.apiKeyPepper && !hex32.test(given)) {
      throw fail('unsafe_configuration', { detail: `${name} must be 64 hex digits` });
    }
    return given;
  };
  const secrets: Secrets = {
    masterKey: Buffer.from(value(names.masterKey), 'hex'),
    apiKeyPeppers: pepperRing(
      value(names.apiKeyPepper),
      // The previous one belongs to the pepper it came before: both are from the environment, or both from the file.
      env.API_KEY_PEPPER === undefined && local ? stored[previousPepper] : env.API_KEY_PEPPER_PREVIOUS,
    ),
    authSecret: Buffer.from(value(names.authSecret), 'hex'),
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

function readStored(file: string): Stored {
  if (!existsSync(file)) return {};
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Stored;
  } catch (cause) {
    throw fail('unsafe_configuration', { detail: `${file} cannot be read as JSON`, cause });
  }
}
