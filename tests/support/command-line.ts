import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

export interface CommandResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `holdfast …` as a process of its own on the given data folder, with no other setting than those of local mode. */
export function holdfast(
  dataDir: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'cli/main.ts'), ...args], {
      cwd: root,
      env: { NODE_ENV: 'production', PATH: process.env.PATH ?? '', HOME: dataDir, HOLDFAST_DATA_DIR: dataDir, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      stdout += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr += chunk;
    });
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
}

/** The answer of a command that must succeed with `--json`: stdout holds that and nothing else. */
export async function holdfastJson<T>(dataDir: string, args: readonly string[]): Promise<T> {
  const result = await holdfast(dataDir, [...args, '--json']);
  if (result.exitCode !== 0) throw new Error(`holdfast ${args.join(' ')}: ${result.exitCode}\n${result.stderr}`);
  return JSON.parse(result.stdout) as T;
}
