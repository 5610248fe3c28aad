import { join } from 'node:path';
import { type ProgramResult, runProgram } from './run-program.ts';

const root = join(import.meta.dirname, '../..');

/** Runs `holdfast …` as a process of its own on the given data folder, with no other setting than those of local mode. */
export function holdfast(
  dataDir: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ProgramResult> {
  return runProgram(process.execPath, [join(root, 'cli/main.ts'), ...args], {
    cwd: root,
    env: {
      ...{ NODE_ENV: 'production', HOME: dataDir, HOLDFAST_DATA_DIR: dataDir },
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? '',
      ...env,
    },
  });
}

/** The answer of a command that must succeed with `--json`: stdout holds that and nothing else. */
export async function holdfastJson<T>(dataDir: string, args: readonly string[]): Promise<T> {
  const result = await holdfast(dataDir, [...args, '--json']);
  if (result.exitCode !== 0) throw new Error(`holdfast ${args.join(' ')}: ${result.exitCode}\n${result.stderr}`);
  return JSON.parse(result.stdout) as T;
}
