import { readEnvironment } from '../platform/env.ts';
import { hasRuntime, runtime } from '../runtime.ts';
import { startRuntime } from '../start-runtime.ts';
import { readErrorDigest } from './error-digest.ts';

/**
 * Starts the installation inside a Next host that is not our own server. Afterwards this process has a runtime. Such a
 * host ends without telling us: the data folder's lease ends with the process, and every write was durable.
 */
export async function startForHost(): Promise<void> {
  if (hasRuntime()) return;
  const env = readEnvironment();
  await startRuntime({ env, boundOrigin: `http://localhost:${env.PORT}`, projectRoot: process.cwd() });
}

/** Errors of ours were logged where they were thrown; the rest is logged here. Addresses lose their query: no secrets. */
export function logPageError(error: unknown, path: string): void {
  const { digest } = error as { readonly digest?: string };
  if (!hasRuntime() || readErrorDigest(digest) !== null) return;
  runtime().log.error({ err: error, digest, path: path.split('?', 1)[0] }, 'page');
}
