import { resolve } from 'node:path';
import { createOperatorDoor, type OperatorCall } from '#lib/operator-door.ts';
import type { Environment } from '#lib/platform/env.ts';
import { createLog } from '#lib/platform/log.ts';
import { operations } from '#lib/registry.ts';
import { startRuntime } from '#lib/start-runtime.ts';

const projectRoot = resolve(import.meta.dirname, '..');

/**
 * Takes the data folder for this process and does the work here.
 * @throws `data_folder_in_use` when another process has it, and what starting an installation throws.
 */
export async function openDataFolderHere(
  env: Environment,
): Promise<{ call(call: OperatorCall): Promise<unknown>; close(): Promise<void> }> {
  const runtime = await startRuntime({
    env,
    boundOrigin: `http://127.0.0.1:${env.PORT}`,
    projectRoot,
    // Messages go to people here: only what is wrong.
    log: createLog('warn'),
    serving: false,
  });
  return { call: createOperatorDoor(operations), close: () => runtime.close() };
}
