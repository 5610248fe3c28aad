import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CommandSettings } from '#lib/platform/command-settings.ts';
import { readCommandSettings } from '#lib/platform/env.ts';
import { openBrowser } from './sign-in/open-browser.ts';

/** What a command that asks an installation over the network finds where it runs. */
export interface Surroundings {
  readonly settings: CommandSettings;
  /** Holds profiles and tokens. */
  readonly folder: string;
  /** Paths of files are relative to it. */
  readonly calledFrom: string;
  now(): Date;
  wait(seconds: number): Promise<void>;
  /** Best effort: whoever cannot see a browser has the address on the terminal. */
  openBrowser(url: string): void;
  readonly stdin: AsyncIterable<Uint8Array>;
}

/** @throws `unsafe_configuration` for a setting that is not of its form. */
export function surroundingsHere(): Surroundings {
  const settings = readCommandSettings();
  return {
    settings,
    folder: join(settings.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'holdfast'),
    calledFrom: resolve(settings.HOLDFAST_CALLED_FROM ?? '.'),
    now: () => new Date(),
    wait: (seconds) => sleep(seconds * 1_000),
    openBrowser,
    stdin: process.stdin,
  };
}
