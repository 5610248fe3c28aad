import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import type { Environment } from '../env.ts';
import { createLocalStore } from './local-store.ts';
import type { ObjectStore } from './object-store.ts';

interface StoreOptions {
  readonly env: Environment;
  /** The data folder. */
  readonly folder: string;
  readonly clock: Clock;
}

/** Where the settings say: files in the data folder. */
export function createObjectStore({ folder, clock }: StoreOptions): ObjectStore {
  return createLocalStore({ folder: join(folder, 'objects'), clock });
}
