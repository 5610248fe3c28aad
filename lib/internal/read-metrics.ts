import { Counter, Gauge, Registry } from 'prom-client';
import type { LimitName } from '../access/limits.ts';
import type { Runtime } from '../runtime.ts';
import { countJobs, countPlacements, findLastDrill, findOldestDueJob, readWatch } from './store.ts';

/** The text format of Prometheus that {@link readMetrics} writes, in UTF-8. */
export const metricsContentType = 'text/plain; version=0.0.4';

/**
 * Everything that this process measures, in the text format of Prometheus: what was counted as it happened, and what is
 * read now. Nothing in it names an organisation, a person, a key or an address.
 */
export async function readMetrics(rt: Runtime): Promise<string> {
  const now = new Registry();
  const registers = [now];
  addLimiter(rt, registers);
  addBotCheck(rt, registers);
  addPool(rt, registers);
  await addPlacements(rt, registers);
  await addJobs(rt, registers);
  await addWatch(rt, registers);
  await addBackups(rt, registers);
  addProcess(registers);
  return `${await rt.meters.text()}\n${await now.metrics()}`;
}

function addLimiter(rt: Runtime, registers: Registry[]): void {
  const { counts, circuit } = rt.limiter.state();
  const verdicts = new Counter({
    name: 'holdfast_limiter_verdicts_total',
    help: 'Attempts by limit and what became of them; without_store were decided without the shared store.',
    labelNames: ['limit', 'verdict'],
    registers,
  });
  for (const limit of Object.keys(counts) as LimitName[]) {
    const { allowed, refused, withoutStore } = counts[limit];
    verdicts.inc({ limit, verdict: 'allowed' }, allowed);
    verdicts.inc({ limit, verdict: 'refused' }, refused);
    verdicts.inc({ limit, verdict: 'without_store' }, withoutStore);
  }
  counter(registers, 'holdfast_limiter_failures_total', 'Failures of the shared store of limits.', circuit.failures);
  const open = circuit.state === 'open' ? 1 : 0;
  gauge(registers, 'holdfast_limiter_open', '1 while the shared store of limits has failed.', open);
}

function addBotCheck(rt: Runtime, registers: Registry[]): void {
  const { counts, trouble } = rt.botCheck.state();
  const verdicts = new Counter({
    name: 'holdfast_bot_check_verdicts_total',
    help: 'Forms by what the bot check made of them; for those that are unavailable nobody vouched.',
    labelNames: ['outcome'],
    registers,
  });
  for (const outcome of ['passed', 'refused', 'unavailable'] as const) verdicts.inc({ outcome }, counts[outcome]);
  const open = '1 while tokens cannot be verified.';
  gauge(registers, 'holdfast_bot_check_trouble', open, trouble === null ? 0 : 1);
}

function addPool(rt: Runtime, registers: Registry[]): void {
  const pool = rt.tenancy.stats();
  gauge(registers, 'holdfast_pool_open', "Organisations' databases that are open.", pool.open);
  gauge(registers, 'holdfast_pool_leased', 'Of these, databases in use.', pool.leased);
  gauge(registers, 'holdfast_pool_capacity', 'Databases open at once at most.', pool.capacity);
  counter(registers, 'holdfast_pool_hits_total', 'Databases that were open when they were needed.', pool.hits);
  counter(registers, 'holdfast_pool_misses_total', 'Databases that had to be opened.', pool.misses);
  counter(registers, 'holdfast_pool_evictions_total', 'Databases that were closed to make room.', pool.evictions);
}

async function addPlacements(rt: Runtime, registers: Registry[]): Promise<void> {
  const organizations = new Gauge({
    name: 'holdfast_organizations',
    help: 'Organisations by the state of their database.',
    labelNames: ['state'],
    registers,
  });
  for (const state of ['ok', 'migrating', 'quarantined']) organizations.set({ state }, 0);
  for (const row of await countPlacements(rt.tenancy.control))
    organizations.inc({ state: row.state }, row.organizations);
}

async function addJobs(rt: Runtime, registers: Registry[]): Promise<void> {
  const { control } = rt.tenancy;
  const jobs = new Gauge({
    name: 'holdfast_jobs',
    help: 'Background work by its state; dead work does not run again by itself.',
    labelNames: ['state'],
    registers,
  });
  for (const state of ['queued', 'running', 'dead']) jobs.set({ state }, 0);
  for (const row of await countJobs(control)) jobs.set({ state: row.state }, row.jobs);
  const now = rt.clock.now();
  const due = await findOldestDueJob(control, now);
  const waited = due === undefined ? 0 : (now.getTime() - due.getTime()) / 1000;
  gauge(registers, 'holdfast_jobs_oldest_due_seconds', 'How long the job has waited that is due the longest.', waited);
}

/** Silence shows here too, whether or not the jobs run that would end it. */
async function addWatch(rt: Runtime, registers: Registry[]): Promise<void> {
  const { oldestAuditDue, alertsOwed } = await readWatch(rt.tenancy.control);
  const lateMs = oldestAuditDue === null ? 0 : Math.max(0, rt.clock.now().getTime() - oldestAuditDue.getTime());
  const late = 'How long the check of a ledger has waited that is due the longest.';
  gauge(registers, 'holdfast_ledger_audit_oldest_due_seconds', late, lateMs / 1000);
  const owed = 'Alerts that wait until the database of their organisation can be written.';
  gauge(registers, 'holdfast_alerts_owed', owed, alertsOwed);
}

/** Ages are -1 where there is none, and while the place of the backups does not answer. */
async function addBackups(rt: Runtime, registers: Registry[]): Promise<void> {
  const now = rt.clock.now().getTime();
  const since = (at: string | undefined) => (at === undefined ? -1 : (now - Date.parse(at)) / 1000);
  const found = await rt.backups.list('recent').catch(() => ({ backups: [] }));
  const last = found.backups.find(({ scope }) => scope === 'installation');
  const drill = await findLastDrill(rt.tenancy.control);
  gauge(
    registers,
    'holdfast_backup_age_seconds',
    'Since the last backup of everything was begun.',
    since(last?.startedAt),
  );
  const failed = 'Organisations that the last backup could not copy.';
  gauge(registers, 'holdfast_backup_problems', failed, last?.problems.length ?? 0);
  gauge(registers, 'holdfast_backup_bytes', 'Size of the databases in the last backup.', bytesOf(last));
  gauge(registers, 'holdfast_drill_age_seconds', 'Since the last restore drill was begun.', since(drill?.startedAt));
  const passed = '1 when the last restore drill passed.';
  gauge(registers, 'holdfast_drill_passed', passed, drill?.outcome === 'passed' ? 1 : 0);
}

function bytesOf(backup: { readonly organizations: readonly { readonly bytes: number }[] } | undefined): number {
  return (backup?.organizations ?? []).reduce((bytes, copy) => bytes + copy.bytes, 0);
}

/** Under the names that dashboards for Node.js know. */
function addProcess(registers: Registry[]): void {
  const { user, system } = process.cpuUsage();
  const memory = process.memoryUsage();
  const startedSeconds = Math.round(Date.now() / 1000 - process.uptime());
  const microseconds = 1e6;
  counter(registers, 'process_cpu_user_seconds_total', 'Processor time of our code.', user / microseconds);
  counter(registers, 'process_cpu_system_seconds_total', 'Processor time of the system for us.', system / microseconds);
  gauge(registers, 'process_start_time_seconds', 'When the process started, in Unix time.', startedSeconds);
  gauge(registers, 'process_resident_memory_bytes', 'Memory that the process holds.', memory.rss);
  gauge(registers, 'nodejs_heap_size_used_bytes', 'Memory of live objects.', memory.heapUsed);
  gauge(registers, 'nodejs_heap_size_total_bytes', 'Memory of the heap.', memory.heapTotal);
  gauge(registers, 'nodejs_external_memory_bytes', 'Memory outside of the heap.', memory.external);
}

function gauge(registers: Registry[], name: string, help: string, value: number): void {
  new Gauge({ name, help, registers }).set(value);
}

function counter(registers: Registry[], name: string, help: string, value: number): void {
  new Counter({ name, help, registers }).inc(value);
}
