import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openConnection } from '#lib/platform/db/connection.ts';
import { applyMigrations, readMigrations } from '#lib/platform/db/migrate.ts';
import { newId } from '#lib/platform/ids.ts';
import { us500Pieces, us500Row } from '../support/contacts-csv.ts';
import { streamOf } from '../support/imports.ts';
import { organizationWithKey } from '../support/operator-call.ts';
import { startServer } from '../support/server-process.ts';
import { report, rounded } from './report.ts';

/*
 * A CSV import of 100,000 contacts through the built server, from the first byte of the upload to the last row durable;
 * the floor is the bare inserts, 500 in a transaction, on the same engine with the same cipher, pragmas and indexes.
 */

const rows = 100_000;
const rowsPerTransaction = 500;
const pollMs = 200;

interface Import {
  readonly id: string;
  readonly state: string;
  readonly rowsCreated: number;
}

function insertBare(): number {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-floor-'));
  const connection = openConnection({
    file: join(folder, 'floor.db'),
    key: randomBytes(32),
    access: 'write',
    create: true,
  });
  applyMigrations(connection, readMigrations(resolve(import.meta.dirname, '../..'), 'tenant'), new Date());
  const insert = connection.prepare(
    `INSERT INTO "Contact" (id, firstName, lastName, company, addressLine, email, sortName, createdAt, updatedAt)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertMany = connection.transaction((from: number) => {
    for (let n = from; n < from + rowsPerTransaction; n += 1) {
      const [first = '', last = '', company = '', address = ''] = us500Row(n).split(',');
      const now = new Date().toISOString();
      const sortName = `${last} ${first} ${company}`.toLowerCase();
      insert.run(newId('con'), first, last, company, address, `person${n}@example.com`, sortName, now, now);
    }
  });
  const startedAt = performance.now();
  for (let from = 0; from < rows; from += rowsPerTransaction) insertMany(from);
  const seconds = (performance.now() - startedAt) / 1000;
  connection.close();
  rmSync(folder, { recursive: true, force: true });
  return rows / seconds;
}

const server = await startServer({ env: { AUTH_FLOOR_SUCCESS: 'off', HOLDFAST_LOG: 'error' } });
try {
  const { key } = await organizationWithKey(server.dataDir, 'Import');
  const ask = async (path: string, init: RequestInit & { duplex?: 'half' } = {}): Promise<Import> => {
    const answer = await fetch(`${server.url}/api/v1/imports${path}`, {
      ...init,
      headers: { authorization: `Bearer ${key}`, ...init.headers },
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Import;
  };
  const startedAt = performance.now();
  const uploaded = await ask('', {
    method: 'POST',
    body: streamOf(us500Pieces(rows)),
    duplex: 'half',
    headers: { 'content-type': 'text/csv' },
  });
  const uploadedAt = performance.now();
  await ask(`/${uploaded.id}/commit`, { method: 'POST' });
  let now = await ask(`/${uploaded.id}`);
  for (; now.state === 'running'; now = await ask(`/${uploaded.id}`)) await wait(pollMs);
  const endedAt = performance.now();
  if (now.state !== 'done' || now.rowsCreated !== rows) throw new Error(`the import ended as ${JSON.stringify(now)}`);
  const floorRowsPerSecond = insertBare();
  const rowsPerSecond = rows / ((endedAt - uploadedAt) / 1000);
  report('CSV import of 100,000 contacts', {
    uploadSeconds: rounded((uploadedAt - startedAt) / 1000),
    importSeconds: rounded((endedAt - uploadedAt) / 1000),
    rowsPerSecond: rounded(rowsPerSecond),
    floorRowsPerSecond: rounded(floorRowsPerSecond),
    ratio: rounded(rowsPerSecond / floorRowsPerSecond),
  });
} finally {
  await server.stop();
}
