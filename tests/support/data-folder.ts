import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds `prisma/`. */
export const projectRoot = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '');

export interface TemporaryFolder {
  readonly path: string;
  remove(): void;
}

/** A folder of the test's own. Nothing removes it but `remove`. */
export function temporaryFolder(): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), 'holdfast-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
