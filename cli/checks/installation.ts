import { connect as connectSocket, createServer } from 'node:net';
import { readEnvironment } from '#lib/platform/env.ts';
import type { Connection } from '../connect.ts';
import { CommandFailure } from '../failure.ts';
import type { BackupList } from '../verbs/backup.ts';
import { describePeppers, type PepperState } from '../verbs/key.ts';
import type { LedgerVerdict } from '../verbs/ledger.ts';
import { type Check, check } from './check.ts';

const answerMsMax = 5_000;

interface Organization {
  readonly slug: string;
  readonly status: string;
}

/**
 * What only the databases can tell: that they open at this version's schema, that every organisation's does, and that
 * every ledger verifies. Then that the server answers, or that its port is free.
 */
export async function checkInstallation(connection: Connection): Promise<Check[]> {
  let organizations: readonly Organization[] = [];
  const databases = await check('databases', async () => {
    const listed = await connection.call<{ data: readonly Organization[] }>({
      operation: 'organizations.listAll',
      input: {},
    });
    organizations = listed.data;
    return `the control database is open, looked at through the ${connection.through}`;
  });
  if (!databases.ok) return [databases, await checkPort(connection)];
  const keys = await check('api keys', async () =>
    describePeppers(await connection.call<PepperState>({ operation: 'apiKeys.pepperState', input: {} })),
  );
  return [
    databases,
    ...(await checkOrganizations(connection, organizations)),
    keys,
    ...(await checkBackups(connection)),
    await checkPort(connection),
  ];
}

async function checkOrganizations(connection: Connection, organizations: readonly Organization[]): Promise<Check[]> {
  const aside = organizations.filter((org) => org.status !== 'active');
  const standing = await check('organisations', () => {
    if (aside.length === 0) return `${organizations.length}, all active`;
    throw new CommandFailure(aside.map((org) => `${org.slug} is ${org.status}`).join('\n'));
  });
  let receipts = 0;
  const broken: string[] = [];
  for (const { slug } of organizations.filter((org) => org.status === 'active')) {
    const ledger = await check(slug, async () => {
      const verdict = await connection.call<LedgerVerdict>({ operation: 'ledger.verify', org: slug, input: {} });
      receipts += verdict.count;
      if (verdict.ok) return '';
      throw new CommandFailure(`receipt ${verdict.firstProblem?.seq}: ${verdict.firstProblem?.message}`);
    });
    if (!ledger.ok) broken.push(`${slug}: ${ledger.message}`);
  }
  const ledgers = await check('ledgers', () => {
    if (broken.length === 0) return `${receipts} receipts verified`;
    throw new CommandFailure(broken.join('\n'));
  });
  return [standing, ledgers];
}

function checkPort(connection: Connection): Promise<Check> {
  return check('port', async () => {
    if (connection.boundOrigin !== undefined) return describeServer(new URL(connection.boundOrigin));
    const { PORT } = readEnvironment();
    await assertFree(PORT);
    return `${PORT} is free for the server`;
  });
}

/** Asks the server where it listens. With TLS of its own the certificate names another host: there a connection is enough. */
async function describeServer(origin: URL): Promise<string> {
  if (origin.protocol === 'https:') {
    await assertAnswers(origin);
    return `${origin.host} takes connections`;
  }
  const url = new URL('/readyz', origin).href;
  const answer = await fetch(url, { signal: AbortSignal.timeout(answerMsMax) }).catch((error: unknown) => {
    throw new CommandFailure(`the server does not answer at ${url}: ${String(error)}`);
  });
  await answer.body?.cancel();
  if (answer.ok) return `${url} answers ${answer.status}`;
  throw new CommandFailure(`${url} answers ${answer.status}: the server is not ready`);
}

function assertAnswers({ hostname, port }: URL): Promise<void> {
  return new Promise((done, failed) => {
    const socket = connectSocket({ host: hostname, port: Number(port), timeout: answerMsMax });
    const fail = () => {
      socket.destroy();
      failed(new CommandFailure(`the server does not answer at ${hostname}:${port}`));
    };
    socket.once('error', fail).once('timeout', fail);
    socket.once('connect', () => {
      socket.destroy();
      done();
    });
  });
}

function assertFree(port: number): Promise<void> {
  return new Promise((done, failed) => {
    const probe = createServer();
    probe.once('error', () => failed(new CommandFailure(`${port} is taken by another program; set PORT to another`)));
    probe.listen(port, '127.0.0.1', () => probe.close(() => done()));
  });
}

const staleMs = 36 * 3_600_000;
const drillMs = 40 * 86_400_000;

/** That there is a backup, that it is young, and that the last drill went well. A new installation has none yet. */
async function checkBackups(connection: Connection): Promise<Check[]> {
  let list: BackupList | undefined;
  const backups = await check('backups', async () => {
    list = await connection.call<BackupList>({ operation: 'backups.listAll', input: {} });
    const [bad] = list.unreadable;
    if (bad !== undefined) throw new CommandFailure(`${bad.id} cannot be used: ${bad.problem}`);
    const last = list.data.find(({ scope }) => scope === 'installation');
    if (last === undefined) return `none yet, in the ${list.place}; the server makes one, or run holdfast backup`;
    if (Date.now() - Date.parse(last.startedAt) > staleMs) {
      throw new CommandFailure(`the last one is of ${last.startedAt}; run holdfast backup and see what keeps it`);
    }
    if (last.problems.length === 0) return `${list.data.length}, the last of ${last.startedAt}, in the ${list.place}`;
    throw new CommandFailure(last.problems.map(({ orgId, problem }) => `${orgId}: ${problem}`).join('\n'));
  });
  const drill = await check('restore drill', () => {
    const last = list?.lastDrill;
    if (!last) return 'none yet; one is held each month, or run holdfast backup drill';
    if (last.outcome === 'failed') throw new CommandFailure(`${last.id} failed; run holdfast restore --verify latest`);
    if (Date.now() - Date.parse(last.startedAt) <= drillMs) return `${last.outcome}, of ${last.startedAt}`;
    throw new CommandFailure(`the last one is of ${last.startedAt}; run holdfast backup drill`);
  });
  return [backups, drill];
}
