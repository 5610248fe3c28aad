import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { holdfast, holdfastJson } from '../support/command-line.ts';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/free-port.ts';
import { operatorCall } from '../support/operator-call.ts';
import { type ServerProcess, startServer, temporaryDataDir } from '../support/server-process.ts';

interface Instance {
  readonly dataDir: string;
  readonly port: number;
  readonly orgId: string;
  readonly vkey: string;
  readonly witness: { readonly vkey: string; readonly url: string };
  server: ServerProcess;
}

const settings = (port: number) => ({ PORT: String(port), OUTBOUND_LOOPBACK: 'on' });
let one: Instance;
let two: Instance;

/** An installation with an organisation whose ledger has a key. */
async function install(): Promise<Instance> {
  const dataDir = temporaryDataDir();
  const port = await freePort();
  const server = await startServer({ dataDir, env: settings(port) });
  const made = await holdfastJson<{ org: { id: string } }>(dataDir, [
    ...['org', 'create', '--name', 'Acme', '--owner', 'ann@example.com'],
  ]);
  await holdfast(dataDir, ['ledger', 'checkpoint', '--org', 'acme']);
  const keys = await holdfastJson<{ data: { vkey: string }[] }>(dataDir, ['ledger', 'keys', '--org', 'acme']);
  const witness = await holdfastJson<Instance['witness']>(dataDir, ['witness']);
  return { dataDir, port, orgId: made.org.id, vkey: keys.data[0]?.vkey ?? '', witness, server };
}

async function restart(instance: Instance, witnessed: Instance, meanwhile?: () => void): Promise<void> {
  await instance.server.stop();
  meanwhile?.();
  const env = { ...settings(instance.port), WITNESS_LOGS: witnessed.vkey };
  instance.server = await startServer({ dataDir: instance.dataDir, env });
}

const ask = <T>({ dataDir }: Instance, operation: string, input: object = {}) =>
  operatorCall<T>(dataDir, { operation, org: 'acme', input });
const write = (instance: Instance) => ask(instance, 'contacts.create', { firstName: 'Grace' });
const checkpoint = (instance: Instance) => ask<{ note: string; size: number }>(instance, 'ledger.readCheckpoint');
const cosigned = (instance: Instance, by: Instance) =>
  eventually('a cosignature', async () => {
    const { note, size } = await checkpoint(instance);
    return note.includes(`\n\u2014 ${by.witness.vkey.split('+')[0]} `) && size;
  });

beforeAll(async () => {
  [one, two] = await Promise.all([install(), install()]);
  await restart(one, two);
  await restart(two, one);
}, 240_000);
afterAll(async () => {
  for (const instance of [one, two]) {
    await instance?.server.stop();
    if (instance !== undefined) rmSync(instance.dataDir, { recursive: true, force: true });
  }
});

it('two installations cosign for each other, and each catches the other being put back', {
  timeout: 240_000,
}, async () => {
  for (const [asks, asked] of [
    [one, two],
    [two, one],
  ] as const) {
    const witnesses = [{ vkey: asked.witness.vkey, url: asked.witness.url }];
    await ask(asks, 'ledger.updatePublication', { witnesses });
    await write(asks);
    const size = await cosigned(asks, asked);
    const { witnesses: state } = await ask<{ witnesses: unknown[] }>(asks, 'ledger.readPublication');
    expect(state).toMatchObject([{ size, failingSince: null }]);
  }

  const file = join(one.dataDir, 'tenants', one.orgId.slice(-2), `${one.orgId}.db`);
  const copies = [file, join(one.dataDir, 'control.db')].map((path) => [path, `${path}.copy`] as const);
  await restart(one, two, () => {
    for (const [path, copy] of copies) copyFileSync(path, copy);
  });
  await write(one);
  await write(one);
  await cosigned(one, two);
  await restart(one, two, () => {
    for (const [path, copy] of copies) copyFileSync(copy, path);
  });
  await write(one);
  const found = await eventually('an alert', async () => {
    await checkpoint(one);
    const { data } = await ask<{ data: { rule: string; subject: string }[] }>(one, 'alerts.list');
    return data.find(({ rule }) => rule === 'ledger.mismatch');
  });
  expect(['truncated', 'rewritten', 'forked']).toContain(found.subject);
  const { note } = await checkpoint(one);
  expect(note).not.toContain(two.witness.vkey.split('+')[0]);
});
