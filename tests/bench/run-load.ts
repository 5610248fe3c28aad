import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { LoadJob, LoadResult } from './load.ts';

/**
 * Runs a load in a process of its own.
 * @throws when it fails, or when any request got another status than the one wanted: such a figure would mean nothing.
 */
export async function runLoad(job: LoadJob): Promise<LoadResult> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'load.ts')], { stdio: ['pipe', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  child.stdin.end(JSON.stringify(job));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`the load ended with ${code}`);
  const result = JSON.parse(output) as LoadResult;
  if (Object.keys(result.refused).length > 0) {
    throw new Error(`${job.method} ${job.path}: unexpected answers ${JSON.stringify(result.refused)}`);
  }
  return result;
}
