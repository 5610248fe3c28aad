import { createAuditTrail } from './access/audit-trail.ts';
import { limits } from './access/limits.ts';
import { createAlerts } from './alerts/alert-keeper.ts';
import { startBotCheckWatch } from './alerts/watch-bot-check.ts';
import { createProvenKeys } from './api-keys/proven-keys.ts';
import { startReminders } from './api-keys/reminders.ts';
import { createConsentScanner } from './consent/scan/scanner.ts';
import { createContract } from './contract/contract.ts';
import { eraseAgain, eraseAgainIn } from './erase-again.ts';
import { createAttemptGate } from './http/attempt-gate.ts';
import { internalAnswer } from './http/internal-door.ts';
import { createStorefrontHost } from './http/storefront-host.ts';
import { finishErasures } from './identity/account/finish-erasures.ts';
import { createJobDoor } from './job-door.ts';
import { createAuditor } from './ledger/audit/auditor.ts';
import { startWatch } from './ledger/audit/watch.ts';
import { createCheckpointKeeper } from './ledger/checkpoint-keeper.ts';
import { createInstallationLedger } from './ledger/installation/installation-ledger.ts';
import { createPublisher } from './ledger/publish/publisher.ts';
import { readInstallationOrigins } from './origins/installation-origins.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import type { Environment } from './platform/env.ts';
import { fail } from './platform/errors.ts';
import { createJobQueue } from './platform/jobs/create-job-queue.ts';
import { createScheduler, type Turn } from './platform/jobs/schedule.ts';
import { createLimiter } from './platform/limits/create-limiter.ts';
import { createLog, type Log } from './platform/log.ts';
import { createMailer } from './platform/mail/create-mailer.ts';
import { createMeters } from './platform/metrics/create-meters.ts';
import { dnsServersIn } from './platform/outbound/dns-servers.ts';
import { createTextRecords } from './platform/outbound/text-records.ts';
import { refuseUnsafe } from './platform/production-problems.ts';
import { loadSecrets } from './platform/secrets.ts';
import { createObjectStore } from './platform/storage/create-object-store.ts';
import { createObjects } from './platform/storage/sealed-objects.ts';
import { createBotCheck } from './platform/turnstile.ts';
import { longKinds } from './privacy/archive/archive-jobs.ts';
import { createOrganizationEraser } from './privacy/erasure/eraser.ts';
import { createExporter } from './privacy/export/exporter.ts';
import { placeOf } from './privacy/places.ts';
import { operations } from './registry.ts';
import { hasRuntime, publishRuntime, type Runtime } from './runtime.ts';
import { scheduleTable } from './schedule-table.ts';
import { createBackups } from './tenancy/backup/backups.ts';
import { noteRestored } from './tenancy/backup/note-restored.ts';
import { backupPlaces } from './tenancy/backup/places.ts';
import { createTenancy } from './tenancy/create-tenancy.ts';
import { openDataFolder } from './tenancy/data-folder.ts';
import { masterKeysOf } from './tenancy/keys.ts';
import { settleOutbox } from './tenancy/settle-outbox.ts';
import { createTombstones } from './tenancy/tombstones.ts';

interface StartOptions {
  readonly env: Environment;
  /** Where we are reached, when it is not configured: the address that was bound. */
  readonly boundOrigin: string;
  /** The folder that holds `prisma/`, whatever bundle this code runs from. */
  readonly projectRoot: string;
  readonly clock?: Clock;
  readonly log?: Log;
  /**
   * Whether this process is to serve: then every organisation is migrated now and jobs are worked off. The command line
   * does its one thing and ends; the databases that it opens are migrated as it opens them. On by default.
   */
  readonly serving?: boolean;
}

/**
 * Puts an installation together and publishes it as this process's runtime. Afterwards its data folder is held, its
 * databases are at this version's schema or quarantined, what crashed processes owed is paid, and background work goes
 * on. When anything fails, everything begun is undone before the error is thrown.
 *
 * @throws `unsafe_configuration` naming every setting that production refuses; `data_folder_in_use`,
 * `data_folder_unusable`, `data_newer_than_code`.
 */
export async function startRuntime(options: StartOptions): Promise<Runtime> {
  if (hasRuntime()) throw fail('internal', { detail: 'this process has a runtime already' });
  const { env, projectRoot } = options;
  refuseUnsafe(env);
  const installationOrigins = readInstallationOrigins(env.CORS_ALLOWED_ORIGINS);
  const clock = options.clock ?? systemClock;
  const log = options.log ?? createLog(env.HOLDFAST_LOG);
  const origin = originOf(env, options.boundOrigin);
  const undo: (() => unknown)[] = [];
  try {
    const folder = openDataFolder(env.HOLDFAST_DATA_DIR, { clock });
    undo.push(() => folder.release());
    const secrets = loadSecrets(env, folder.path);
    const meters = createMeters();
    undo.push(() => meters.close());
    const masterKeys = masterKeysOf(secrets.masterKey);
    const tenancy = await createTenancy({
      folder,
      masterKeys,
      projectRoot,
      clock,
      log,
      poolMax: env.TENANT_POOL_MAX,
      onCommit: meters.commit,
    });
    undo.push(() => tenancy.close());
    const { control } = tenancy;
    // Windows are measured by a clock that nobody sets, unless a test brings its own.
    const nowMs = options.clock ? () => clock.now().getTime() : () => performance.now();
    const limiter = createLimiter(limits, env, { log, nowMs, now: () => clock.now() });
    undo.push(() => limiter.close());
    // Work under way still finds its runtime; jobs are stopped before this is undone.
    undo.push(() => publishRuntime(undefined));
    const mailer = createMailer({ env, dataDir: folder.path, clock });
    const jobs = createJobQueue({ db: control, clock, log, run: createJobDoor(operations), longKinds });
    const outbound = { loopback: env.OUTBOUND_LOOPBACK === 'on' };
    const alerts = createAlerts({ tenancy, jobs, mailer, clock, log, origin, outbound });
    const auditor = createAuditor({ tenancy, jobs, alerts, clock });
    const checkpointFolder = env.LEDGER_CHECKPOINT_DIR;
    const publisher = createPublisher({ tenancy, jobs, alerts, clock, log, folder: checkpointFolder, outbound });
    const checkpoints = createCheckpointKeeper({ tenancy, clock, log, origin, alerts, publisher });
    undo.push(() => alerts.stop());
    undo.push(() => publisher.stop());
    // Jobs append too: they are stopped before this is.
    undo.push(() => checkpoints.stop());
    undo.push(() => jobs.stop());
    const works = scheduleTable.map(({ name, cron, run }) => ({
      name,
      cron,
      run: (turn: Turn) => run(runtime, turn),
    }));
    const scheduler = createScheduler({ db: control, clock, log, works });
    undo.push(() => scheduler.stop());

    const objects = createObjects({
      store: createObjectStore({ env, folder: folder.path, clock }),
      keyOf: (orgId, version) => tenancy.keyOf(orgId, 'objects', version),
      isDeclared: (key) => placeOf('objects', key) !== undefined,
    });

    const installationLedger = createInstallationLedger({ tenancy, checkpoints, clock });
    const { holdsObjects, ...places } = backupPlaces(env, { dataDir: folder.path, clock });
    const [daily = 7, weekly = 4, monthly = 6] = env.HOLDFAST_BACKUP_KEEP.split(',').map(Number);
    const backups = createBackups({
      ...{ tenancy, folder, masterKeys, projectRoot, clock, log, checkpointFolder, ...places },
      objects: holdsObjects ? objects.store : null,
      keep: { daily, weekly, monthly },
      eraseAgain: (orgId) => eraseAgainIn(runtime, orgId),
    });
    const tombstones = createTombstones({ control, folder: folder.path, clock, told: backups.keepTombstone });
    const exporter = createExporter({ tenancy, jobs, log });
    const scanner = createConsentScanner({ env, log, projectRoot, dataDir: folder.path, jobs });
    const eraser = createOrganizationEraser({
      ...{ tenancy, checkpoints, installationLedger, tombstones, limiter, mailer, clock, log, origin },
      objects: objects.store,
      backups,
      exporter,
      folder: folder.path,
    });
    undo.push(() => eraser.stop());
    undo.push(() => exporter.stop());
    undo.push(() => scanner.stop());

    const runtime: Runtime = {
      env,
      log,
      clock,
      secrets,
      origin,
      limiter,
      meters,
      internal: internalAnswer,
      storefrontHost: createStorefrontHost(operations),
      audit: createAuditTrail(control, alerts),
      contract: createContract(operations),
      mailer,
      botCheck: createBotCheck({ env, origin, control, clock, nowMs, log }),
      jobs,
      alerts,
      auditor,
      textRecords: createTextRecords(dnsServersIn(env.HOLDFAST_DNS_SERVERS)),
      publisher,
      objects,
      tombstones,
      exporter,
      scanner,
      installationLedger,
      eraser,
      backups,
      tenancy,
      installationOrigins,
      provenKeys: createProvenKeys(),
      attempts: createAttemptGate(limiter),
      running: new Map(),
      checkpoints,
      scheduler,
      close: () => undoAll(undo),
    };
    const serving = options.serving ?? true;
    if (serving) {
      const { quarantined } = await tenancy.migrateAll();
      if (quarantined.length > 0) log.error({ quarantined }, 'organisations that cannot be brought to this version');
    }
    await settleOutbox(tenancy, log);
    publishRuntime(runtime);
    await backups.settle();
    await eraseAgain(runtime, { place: serving });
    await noteRestored(runtime, folder.path);
    await finishErasures(runtime);
    if (serving) {
      jobs.start();
      checkpoints.start();
      eraser.start();
      scheduler.start();
      undo.push(startReminders(runtime));
      undo.push(startWatch(runtime));
      undo.push(startBotCheckWatch(runtime));
    }
    return runtime;
  } catch (error) {
    await undoAll(undo);
    throw error;
  }
}

/** Where links lead: the configured origin, else the address that we listen on. */
function originOf(env: Environment, boundOrigin: string): string {
  return env.HOLDFAST_URL === undefined ? boundOrigin : new URL(env.HOLDFAST_URL).origin;
}

/** Last begun, first undone. One that fails keeps none of the others from being undone. */
async function undoAll(undo: readonly (() => unknown)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const step of undo.toReversed()) {
    try {
      await step();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'closing failed');
}
