import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openConnection } from '#lib/platform/db/connection.ts';
import { applyMigrations, readMigrations } from '#lib/platform/db/migrate.ts';
import { newId } from '#lib/platform/ids.ts';

/*
 * The floor: what this machine does when nothing but the database work is left. Plain node:http, the same engine with the
 * same cipher, pragmas, tables and indexes, and concurrent inserts committed together; no keys, limits, checks or receipts.
 * The path `/n` names one of the databases, of which the argument says how many there are; `/n/interactions` takes
 * interactions with one contact. Prints its port as JSON once it listens, and ends with its stdin.
 */

interface NewContact {
  readonly firstName: string;
  readonly lastName: string;
  readonly company: string;
  readonly email: string;
}

interface NewInteraction {
  readonly channel: string;
  readonly direction: string;
  readonly occurredAt: string;
  readonly subject: string;
  readonly body: string;
  readonly externalId: string;
}

interface Floor {
  insert(kind: 'contact' | 'interaction', body: Buffer, response: ServerResponse): void;
  list(): readonly unknown[];
  close(): void;
}

const folder = mkdtempSync(join(tmpdir(), 'holdfast-floor-'));
const migrations = readMigrations(resolve(import.meta.dirname, '../..'), 'tenant');

function openFloor(file: string): Floor {
  const key = randomBytes(32);
  const writer = openConnection({ file, key, access: 'write', create: true });
  applyMigrations(writer, migrations, new Date());
  const reader = openConnection({ file, key, access: 'read' });
  const begin = writer.prepare('BEGIN IMMEDIATE');
  const commit = writer.prepare('COMMIT');
  const insert = writer.prepare(
    `INSERT INTO "Contact" (id, firstName, lastName, company, email, sortName, createdAt, updatedAt)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const contactId = newId('con');
  const insertInteraction = writer.prepare(
    `INSERT INTO "Interaction" (id, contactId, channel, direction, occurredAt, subject, body, externalId, createdAt)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const first = new Date().toISOString();
  insert.run(contactId, 'Ada', 'Okafor', null, null, 'okafor ada', first, first);

  const makers = {
    contact: (body: Buffer) => {
      const contact = JSON.parse(body.toString('utf8')) as NewContact;
      const { firstName, lastName, company, email } = contact;
      const id = newId('con');
      const now = new Date().toISOString();
      const sortName = `${lastName} ${firstName} ${company}`.toLowerCase();
      insert.run(id, firstName, lastName, company, email, sortName, now, now);
      return JSON.stringify({ id, ...contact, createdAt: now, updatedAt: now });
    },
    interaction: (body: Buffer) => {
      const given = JSON.parse(body.toString('utf8')) as NewInteraction;
      const { channel, direction, occurredAt, subject, body: text, externalId } = given;
      const id = newId('int');
      const now = new Date().toISOString();
      insertInteraction.run(id, contactId, channel, direction, occurredAt, subject, text, externalId, now);
      return JSON.stringify({ id, ...given, createdAt: now });
    },
  };
  const list = reader.prepare('SELECT * FROM "Contact" ORDER BY createdAt, id LIMIT 51');
  let waiting: {
    readonly kind: 'contact' | 'interaction';
    readonly body: Buffer;
    readonly response: ServerResponse;
  }[] = [];

  /** Everything that arrived since the last time, in one transaction; answered once it is durable. */
  function commitWaiting(): void {
    const batch = waiting;
    waiting = [];
    begin.run();
    const answers = batch.map(({ kind, body }) => makers[kind](body));
    commit.run();
    batch.forEach(({ response }, index) => {
      send(response, 201, answers[index] ?? '');
    });
  }

  return {
    insert: (kind, body, response) => {
      waiting.push({ kind, body, response });
      if (waiting.length === 1) setImmediate(commitWaiting);
    },
    list: () => list.all(),
    close: () => {
      reader.close();
      writer.close();
    },
  };
}

const floors = Array.from({ length: Number(process.argv[2] ?? 1) }, (_, n) => openFloor(join(folder, `${n}.db`)));

function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

const server = createServer((request, response) => {
  const [n = '', kind] = (request.url ?? '/').slice(1).split('/');
  const floor = floors[Number(n)];
  if (floor === undefined) return send(response, 404, '{}');
  if (request.method === 'GET') {
    const rows = floor.list();
    return send(response, 200, JSON.stringify({ data: rows.slice(0, 50), nextCursor: rows.length > 50 ? '50' : null }));
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () =>
    floor.insert(kind === undefined ? 'contact' : 'interaction', Buffer.concat(chunks), response),
  );
});
server.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ port: (server.address() as AddressInfo).port }));
});

process.stdin.resume().on('end', () => {
  server.close();
  server.closeAllConnections();
  for (const floor of floors) floor.close();
  rmSync(folder, { recursive: true, force: true });
});
