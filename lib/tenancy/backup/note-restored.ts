import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { syncFolder } from '../../platform/files.ts';
import type { Runtime } from '../../runtime.ts';
import { restoredNote } from './restore-folder.ts';

const Note = z.object({ id: z.string(), backup: z.string(), madeAt: z.string(), at: z.string() });

/**
 * Tells, in the ledger of the installation, that this data folder was made from a backup; once, at its first start.
 */
export async function noteRestored(rt: Pick<Runtime, 'installationLedger' | 'log'>, dataDir: string): Promise<void> {
  const file = join(dataDir, restoredNote);
  if (!existsSync(file)) return;
  const { id, backup, madeAt, at } = Note.parse(JSON.parse(readFileSync(file, 'utf8')));
  await rt.installationLedger.append(
    { action: 'organization.restored', subject: backup, detail: { backup, madeAt, at } },
    { once: id },
  );
  rt.log.info({ backup, madeAt }, 'this data folder was made from a backup');
  rmSync(file);
  syncFolder(dataDir);
}
