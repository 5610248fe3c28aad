import { Buffer } from 'node:buffer';
import type { Alerts } from '../../alerts/alerts.ts';
import { type Clock, isoAfter } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import type { JobQueue } from '../../platform/jobs/job-queue.ts';
import type { Tenancy, TenantDatabase } from '../../tenancy/tenancy.ts';
import { ledgerProblems } from '../problems.ts';
import type { LedgerPlace, LedgerPosition } from '../verify.ts';
import { auditPiece } from './audit-piece.ts';
import { auditSamples, type SampledRange } from './audit-samples.ts';
import {
  type AuditRow,
  type AuditStateRow,
  findAuditState,
  findDueAudits,
  findRunningAudit,
  findStaleAudits,
  forgetOldAudits,
  saveAudit,
  saveAuditState,
} from './audit-store.ts';
import { auditEverySeconds, runsKept, staleSeconds } from './timing.ts';

interface AuditorOptions {
  readonly tenancy: Tenancy;
  readonly jobs: JobQueue;
  readonly alerts: Alerts;
  readonly clock: Clock;
}

/** What one piece of a run came to. */
export interface AuditStep {
  /** Whether the run has ended. */
  readonly done: boolean;
  readonly outcome: 'running' | 'ok' | 'mismatch';
  /** The last receipt that was found in order. */
  readonly seq: number;
  readonly problem: LedgerPlace | null;
}

/** Checks every ledger on a schedule, with the verifier. One per process. */
export interface LedgerAuditor {
  /**
   * Checks the next piece of the organisation's ledger, from where the last run or the last piece ended. Afterwards how far
   * it came is durable, in the control database and so out of reach of a rollback of the ledger; a mismatch has raised an
   * alert that names its place. Killed anywhere, the next call goes on.
   * @throws what keeps the ledger from being read.
   */
  step(orgId: string): Promise<AuditStep>;
  /** Asks for a run of each ledger that is due. */
  askDue(): Promise<void>;
  /** Raises an alert for each ledger that has not been checked for a day, whatever became of the runs. */
  watch(): Promise<void>;
}

/** Runs asked for in one look: what waits longer comes first. */
const dueMax = 50;
const staleMax = 200;
const staleAgainSeconds = 3_600;
/** A server that was off for days is given so long to catch up before silence is an alert. */
const startGraceSeconds = 3_600;

const nowhere = { seq: 0, hash: null, frontier: '[]', verifiedAt: null } as const;

export function createAuditor(options: AuditorOptions): LedgerAuditor {
  const { tenancy, jobs, alerts, clock } = options;
  const { control } = tenancy;
  const startedMs = clock.now().getTime();
  const raisedMs = new Map<string, number>();

  async function auditStep(orgId: string, db: TenantDatabase): Promise<AuditStep> {
    const state = (await findAuditState(control, orgId)) ?? { ...nowhere, dueAt: clock.now().toISOString() };
    const run = await runUnderWay(db, state);
    const piece = await auditPiece(db, orgId, positionOf(state));
    const seq = piece.position?.seq ?? 0;
    if (piece.problem !== null) return end(orgId, db, { run, state, samples: [], problem: piece.problem });
    // A crash after this leaves a run that says it came less far than it did; the next piece corrects it.
    const after: AuditStateRow = { ...state, ...placeOf(piece.position) };
    await saveState(orgId, after);
    const reached = { ...run, toSeq: seq };
    if (!piece.atEnd) {
      await db.write((tx) => saveAudit(tx, reached));
      return { done: false, outcome: 'running', seq, problem: null };
    }
    const { samples, problem } = await auditSamples(db, orgId, seq);
    return end(orgId, db, { run: reached, state: after, samples, problem });
  }

  /** The run that a killed process left, or a new one. */
  async function runUnderWay(db: TenantDatabase, state: AuditStateRow): Promise<AuditRow> {
    const left = await findRunningAudit(db);
    if (left !== undefined) return left;
    const run: AuditRow = {
      ...{ id: newId('lau'), startedAt: clock.now().toISOString(), endedAt: null },
      ...{ fromSeq: state.seq, toSeq: state.seq, samples: '[]', outcome: 'running', problemSeq: null, problem: null },
    };
    await db.write((tx) => saveAudit(tx, run));
    return run;
  }

  async function end(
    orgId: string,
    db: TenantDatabase,
    found: {
      readonly run: AuditRow;
      readonly state: AuditStateRow;
      readonly samples: readonly SampledRange[];
      readonly problem: LedgerPlace | null;
    },
  ): Promise<AuditStep> {
    const { run, state, problem } = found;
    const now = clock.now();
    const endedAt = now.toISOString();
    const outcome = problem === null ? 'ok' : 'mismatch';
    // The alert comes first: a crash before the run is noted finds the same again.
    if (problem !== null) {
      const { seq } = problem;
      await alerts.raise(orgId, 'ledger.mismatch', problem.problem, {
        place: seq,
        problem: problem.problem,
        means: ledgerProblems[problem.problem],
        foundBy: 'audit',
      });
    }
    await db.write(async (tx) => {
      const ended = { endedAt, outcome, problemSeq: problem?.seq ?? null, problem: problem?.problem ?? null };
      await saveAudit(tx, { ...run, ...ended, samples: JSON.stringify(found.samples) });
      await forgetOldAudits(tx, runsKept);
    });
    const dueAt = isoAfter(now, auditEverySeconds);
    await saveState(orgId, { ...state, dueAt, ...(problem === null ? { verifiedAt: endedAt } : {}) });
    raisedMs.delete(orgId);
    await alerts.settle(orgId, 'ledger.auditStale', 'ledger');
    return { done: true, outcome, seq: state.seq, problem };
  }

  const saveState = (orgId: string, row: AuditStateRow) => control.write((tx) => saveAuditState(tx, orgId, row));

  return {
    async step(orgId) {
      const lease = await tenancy.acquire(orgId);
      try {
        return await auditStep(orgId, lease.db);
      } finally {
        lease.release();
      }
    },

    async askDue() {
      for (const { orgId } of await findDueAudits(control, clock.now().toISOString(), dueMax)) {
        await jobs.enqueue({ kind: 'ledger.audit', orgId, subject: orgId, actor: 'system' });
      }
    },

    async watch() {
      const now = clock.now();
      if (now.getTime() < startedMs + startGraceSeconds * 1000) return;
      for (let after = ''; ; ) {
        const stale = await findStaleAudits(control, {
          madeBefore: isoAfter(now, -staleSeconds),
          dueBefore: isoAfter(now, auditEverySeconds - staleSeconds),
          ...{ after, limit: staleMax },
        });
        for (const { orgId, verifiedAt } of stale) {
          // Looked at each minute, it is one more sighting each hour.
          if ((raisedMs.get(orgId) ?? 0) + staleAgainSeconds * 1000 > now.getTime()) continue;
          raisedMs.set(orgId, now.getTime());
          await alerts.raise(orgId, 'ledger.auditStale', 'ledger', { verifiedAt });
        }
        const last = stale.at(-1);
        if (last === undefined || stale.length < staleMax) return;
        after = last.orgId;
      }
    },
  };
}

function positionOf({ seq, hash, frontier }: AuditStateRow): LedgerPosition | null {
  if (hash === null) return null;
  return { seq, hash: Buffer.from(hash).toString('hex'), frontier: JSON.parse(frontier) as string[] };
}

function placeOf(position: LedgerPosition | null): Pick<AuditStateRow, 'seq' | 'hash' | 'frontier'> {
  if (position === null) return { seq: 0, hash: null, frontier: '[]' };
  const { seq, hash, frontier } = position;
  return { seq, hash: Buffer.from(hash, 'hex'), frontier: JSON.stringify(frontier) };
}
