import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { UserPrincipal } from '#lib/access/principal.ts';
import type { CommandSettings } from '#lib/platform/command-settings.ts';
import { runCommand } from '../../cli/program.ts';
import type { Surroundings } from '../../cli/surroundings.ts';
import { allow } from './oauth.ts';

export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RemoteMachine {
  /** Where profiles are kept. */
  readonly folder: string;
  /** Addresses that were opened in a browser, as others on the machine see them. */
  readonly opened: string[];
  /** What the command that runs now has said so far. */
  heard(): string;
  run(args: readonly string[], stdin?: string | Uint8Array): Promise<Ran>;
  /** The answer of a command that must succeed with `--json`. */
  json<T>(args: readonly string[], stdin?: string): Promise<T>;
}

interface MachineOptions {
  readonly settings?: Partial<CommandSettings>;
  /** Who sits at the browser, and allows everything; nobody when absent. */
  readonly person?: () => Promise<UserPrincipal>;
  readonly browser?: (url: string) => Promise<void>;
  readonly now?: () => Date;
  readonly wait?: (seconds: number) => Promise<void>;
  readonly folder?: string;
}

/** A machine that somebody runs `holdfast` on against an installation elsewhere, in this process. */
export function remoteMachine(options: MachineOptions = {}): RemoteMachine {
  const root = mkdtempSync(join(tmpdir(), 'holdfast-remote-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const folder = options.folder ?? join(root, 'holdfast');
  const opened: string[] = [];
  let heard = '';
  const browser = options.browser ?? (options.person && browserOf(options.person));
  const run: RemoteMachine['run'] = async (args, stdin = '') => {
    let stdout = '';
    let stderr = '';
    heard = '';
    const surroundings: Surroundings = {
      settings: options.settings ?? {},
      folder,
      calledFrom: root,
      now: options.now ?? (() => new Date()),
      wait: options.wait ?? (async () => undefined),
      openBrowser: (url) => {
        opened.push(url);
        browser?.(url).catch(() => undefined);
      },
      stdin: (async function* () {
        yield Buffer.from(stdin);
      })(),
    };
    const terminal = {
      out: (text: string) => {
        stdout += text;
      },
      outBytes: async (bytes: AsyncIterable<Uint8Array>) => {
        for await (const part of bytes) stdout += Buffer.from(part).toString('utf8');
      },
      err: (text: string) => {
        stderr += text;
        heard = stderr;
      },
    };
    const exitCode = await runCommand(args, terminal, () => surroundings);
    return { exitCode, stdout, stderr };
  };
  return {
    folder,
    opened,
    heard: () => heard,
    run,
    json: async <T>(args: readonly string[], stdin?: string) => {
      const ran = await run([...args, '--json'], stdin);
      if (ran.exitCode !== 0) throw new Error(`holdfast ${args.join(' ')}: ${ran.exitCode}\n${ran.stderr}`);
      return JSON.parse(ran.stdout) as T;
    },
  };
}

/** Follows the address that was opened, allows what is asked, and goes where that leads. Returns that page. */
export async function allowInBrowser(startUri: string, person: UserPrincipal): Promise<Response> {
  return fetch(await allow(person, (await askedIn(startUri)).search.slice(1)));
}

/** The authorization request that an opened address leads to. */
export async function askedIn(startUri: string): Promise<URL> {
  const start = await fetch(startUri, { redirect: 'manual' });
  return new URL(start.headers.get('location') ?? '');
}

const browserOf = (person: () => Promise<UserPrincipal>) => async (url: string) => {
  await allowInBrowser(url, await person());
};
