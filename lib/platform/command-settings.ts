import { z } from 'zod';
import { fail } from './errors.ts';

const filled = z.string().min(1).optional();

/** What the `holdfast` command goes by when it asks an installation over the network: nothing of the server's settings. */
export const commandSettingsSchema = z.object({
  HOLDFAST_API_KEY: filled.describe('asks with this key, and not as whoever has signed in'),
  HOLDFAST_URL: z.url().optional().describe('the installation to ask with it, and to sign in at by default'),
  HOLDFAST_PROFILE: filled.describe('the sign-in to use; `--profile` goes before it'),
  HOLDFAST_CALLED_FROM: filled.describe('the folder that paths of files are relative to'),
  XDG_CONFIG_HOME: filled.describe('holds the folder `holdfast` with the tokens; ~/.config when absent'),
  HTTPS_PROXY: filled.describe('carries connections to https addresses, which it cannot read'),
  NO_PROXY: filled.describe('hosts that are reached without it'),
});

export type CommandSettings = z.infer<typeof commandSettingsSchema>;

/** @throws `unsafe_configuration` naming what is not of its form, and never what it holds. */
export function commandSettingsOf(source: Readonly<Record<string, string | undefined>>): CommandSettings {
  const { HTTPS_PROXY = source.https_proxy, NO_PROXY = source.no_proxy } = source;
  const given = Object.entries({ ...source, HTTPS_PROXY, NO_PROXY }).filter(([, value]) => (value ?? '') !== '');
  const parsed = commandSettingsSchema.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  throw fail('unsafe_configuration', {
    problems,
    detail: problems.map(({ path, message }) => `${path}: ${message}`).join('; '),
  });
}
