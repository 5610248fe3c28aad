import { readFileSync, statSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../support/tenancy.ts';

let made: TestDatabase;

beforeEach(() => {
  made = openTestDatabase();
});
afterEach(() => made.remove());

const insert = (id: string) =>
  made.db.write((tx) =>
    tx.run(
      `INSERT INTO PersonErasure (id, kind, subject, state, counts, createdBy, createdAt, updatedAt)
       VALUES (?, 'contact', ?, 'queued', '{}', '', '', '')`,
      [id, id],
    ),
  );

test('an emptied log holds no byte, and the file holds what was committed', async () => {
  await insert('a');
  expect(statSync(`${made.file}-wal`).size).toBeGreaterThan(0);
  expect(await made.db.emptyLog()).toBe(true);
  expect(readFileSync(`${made.file}-wal`)).toHaveLength(0);
  expect(await made.db.get('SELECT id FROM PersonErasure')).toEqual({ id: 'a' });
});

test('emptying waits for the writes before it, and writes go on after it', async () => {
  const before = insert('a');
  const emptied = made.db.emptyLog();
  const after = insert('b');
  await before;
  expect(await emptied).toBe(true);
  await after;
  expect(await made.db.all('SELECT id FROM PersonErasure')).toHaveLength(2);
});

test('while somebody reads an earlier state the log is not empty, and the answer says so', async () => {
  await insert('a');
  await made.db.prisma.$transaction(async (snapshot) => {
    await snapshot.personErasure.count();
    await insert('b');
    expect(await made.db.emptyLog()).toBe(false);
  });
  expect(await made.db.emptyLog()).toBe(true);
});

test('a closed database refuses', async () => {
  await made.db.close();
  await expect(made.db.emptyLog()).rejects.toMatchObject({ code: 'shutting_down' });
});
