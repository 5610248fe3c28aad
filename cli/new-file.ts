import { open, rm } from 'node:fs/promises';
import { CommandFailure } from './failure.ts';

/**
 * Writes a file that must not be there yet, part by part, so that one of any size fits. It is readable by its owner alone.
 * Afterwards it is durable; of one that fails nothing is left.
 */
export async function writeNewFile(path: string, parts: AsyncIterable<string | Uint8Array>): Promise<void> {
  const file = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new CommandFailure(
      error.code === 'EEXIST' ? `${path} is there already.` : `${path} cannot be written: ${error.message}.`,
    );
  });
  try {
    for await (const part of parts) await file.writeFile(part);
    await file.sync();
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}
