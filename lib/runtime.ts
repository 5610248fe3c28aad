import type { AuditTrail } from './access/audit-trail.ts';
import type { Limiter } from './access/limits.ts';
import type { Alerts } from './alerts/alerts.ts';
import type { ProvenKeys } from './api-keys/proven-keys.ts';
import type { ConsentScanner } from './consent/scan/scanner.ts';
import type { Contract } from './contract/contract.ts';
import type { AttemptGate } from './http/attempt-gate.ts';
import type { InternalDoor } from './http/internal-door.ts';
import type { StorefrontHostDoor } from './http/storefront-host.ts';
import type { RunningRequests } from './idempotency/run-once.ts';
import type { LedgerAuditor } from './ledger/audit/auditor.ts';
import type { CheckpointKeeper } from './ledger/checkpoint-keeper.ts';
import type { InstallationLedger } from './ledger/installation/installation-ledger.ts';
import type { CheckpointPublisher } from './ledger/publish/publisher.ts';
import type { BotCheck } from './platform/bot-check.ts';
import type { Clock } from './platform/clock.ts';
import type { Environment } from './platform/env.ts';
import { fail } from './platform/errors.ts';
import type { JobQueue } from './platform/jobs/job-queue.ts';
import type { Scheduler } from './platform/jobs/schedule.ts';
import type { Log } from './platform/log.ts';
import type { Mailer } from './platform/mail/mailer.ts';
import type { Meters } from './platform/metrics/create-meters.ts';
import type { TextRecords } from './platform/outbound/text-records.ts';
import type { Secrets } from './platform/secrets.ts';
import type { Objects } from './platform/storage/sealed-objects.ts';
import type { OrganizationEraser } from './privacy/erasure/eraser.ts';
import type { Exporter } from './privacy/export/exporter.ts';
import type { Backups } from './tenancy/backup/backups.ts';
import type { Tenancy } from './tenancy/tenancy.ts';
import type { Tombstones } from './tenancy/tombstones.ts';

/** What operations may use beyond their own data. */
export interface Services {
  readonly env: Environment;
  readonly log: Log;
  readonly clock: Clock;
  readonly secrets: Secrets;
  /** The public origin, from configuration alone: links in mail are built from it. */
  readonly origin: string;
  readonly limiter: Limiter;
  readonly audit: AuditTrail;
  /** What the API promises, made from the operations. */
  readonly contract: Contract;
  readonly mailer: Mailer;
  readonly botCheck: BotCheck;
  readonly jobs: JobQueue;
  readonly alerts: Alerts;
  /** Checks ledgers. */
  readonly auditor: LedgerAuditor;
  /** Looks up what DNS says of a host. */
  readonly textRecords: TextRecords;
  /** Hands checkpoints on. */
  readonly publisher: CheckpointPublisher;
  /** What is too large for a database. Operations inside an organisation use its part alone, `ctx.objects`. */
  readonly objects: Objects;
  /** Remembers what was erased, beyond any restore. */
  readonly tombstones: Tombstones;
  /** Makes archives. */
  readonly exporter: Exporter;
  /** Walks sites with a browser. */
  readonly scanner: ConsentScanner;
  /** Receipts of what concerns the installation as a whole. */
  readonly installationLedger: InstallationLedger;
  /** Erases organisations. */
  readonly eraser: OrganizationEraser;
  /** Makes, checks and restores backups. */
  readonly backups: Backups;
  /** Does what the calendar asks for. */
  readonly scheduler: Scheduler;
}

/** Everything that must exist once in a process. */
export interface Runtime extends Services {
  readonly meters: Meters;
  /** Answers internal calls that are let in; null for all others. */
  readonly internal: InternalDoor;
  /** Answers requests for own domains of storefronts; null for all others. */
  readonly storefrontHost: StorefrontHostDoor;
  readonly tenancy: Tenancy;
  /** Where browsers may call the API from, whichever organisation's key they have. */
  readonly installationOrigins: ReadonlySet<string>;
  /** Keys that were proven a moment ago. For lib/api-keys. */
  readonly provenKeys: ProvenKeys;
  /** Counts what strangers try at the API. */
  readonly attempts: AttemptGate;
  /** Requests with an `Idempotency-Key` that have not ended. For lib/idempotency. */
  readonly running: RunningRequests;
  /** Signs the heads of ledgers. */
  readonly checkpoints: CheckpointKeeper;
  /** Refuses new work, waits for the work under way, closes every database, gives the data folder back. */
  close(): Promise<void>;
}

const slot = Symbol.for('holdfast.runtime');

interface RuntimeGlobal {
  [slot]?: Runtime | undefined;
}

/**
 * The process's one runtime. It lives on `globalThis`, because Next's bundles hold their own copies of our modules.
 * @throws `shutting_down` before it has started and after it has closed.
 */
export function runtime(): Runtime {
  const found = (globalThis as RuntimeGlobal)[slot];
  if (!found) throw fail('shutting_down', { detail: 'no runtime in this process' });
  return found;
}

export function hasRuntime(): boolean {
  return (globalThis as RuntimeGlobal)[slot] !== undefined;
}

export function publishRuntime(value: Runtime | undefined): void {
  (globalThis as RuntimeGlobal)[slot] = value;
}
