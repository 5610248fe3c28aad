// Generates both Prisma clients into prisma/generated, unless they are those of the schemas as they stand.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const cacheFolder = join(projectRoot, 'node_modules', '.cache', 'holdfast');
const stampFile = join(projectRoot, 'prisma', 'generated', '.stamp');

/**
 * Afterwards prisma/generated holds the clients of both schemas. Returns true when they were made anew.
 * Throws, with Prisma's own message, when a schema is wrong.
 */
export function generateClients() {
  const stamp = stampOfSources();
  const clients = ['control', 'tenant'].map((database) =>
    join(projectRoot, 'prisma', 'generated', database, 'client.ts'),
  );
  if (clients.every((file) => existsSync(file)) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) {
    return false;
  }
  const engine = engineStub();
  for (const database of ['control', 'tenant']) {
    const cli = join(projectRoot, 'node_modules', 'prisma', 'build', 'index.js');
    const run = spawnSync(
      process.execPath,
      [cli, 'generate', '--schema', `prisma/${database}/schema.prisma`, '--no-hints'],
      {
        cwd: projectRoot,
        encoding: 'utf8',
        env: {
          ...process.env,
          PRISMA_SCHEMA_ENGINE_BINARY: engine,
          PRISMA_HIDE_UPDATE_MESSAGE: '1',
          CHECKPOINT_DISABLE: '1',
        },
      },
    );
    if (run.status !== 0) throw new Error(`prisma generate failed for ${database}:\n${run.stdout}${run.stderr}`);
  }
  writeFileSync(stampFile, stamp);
  return true;
}

/** Generating needs no schema engine, but the command looks for one and would download it: it finds this instead. */
function engineStub() {
  mkdirSync(cacheFolder, { recursive: true });
  const windows = process.platform === 'win32';
  const file = join(cacheFolder, windows ? 'schema-engine.cmd' : 'schema-engine');
  writeFileSync(file, windows ? '@exit /b 0\r\n' : '#!/bin/sh\nexit 0\n', { mode: 0o755 });
  return file;
}

function stampOfSources() {
  const hash = createHash('sha256');
  for (const file of [
    'prisma/control/schema.prisma',
    'prisma/tenant/schema.prisma',
    'node_modules/prisma/package.json',
    'scripts/prisma/generate.mjs',
  ]) {
    hash.update(readFileSync(join(projectRoot, file)));
  }
  return hash.digest('hex');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.error(generateClients() ? 'Prisma clients generated.' : 'Prisma clients are up to date.');
}
