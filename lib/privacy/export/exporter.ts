import { setTimeout as wait } from 'node:timers/promises';
import { fail } from '../../platform/errors.ts';
import type { JobQueue, JobRequest } from '../../platform/jobs/job-queue.ts';
import type { Log } from '../../platform/log.ts';
import type { OrganizationObjects } from '../../platform/storage/object-store.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import { organizationInstant, type Snapshots } from './organization-source.ts';
import { type ArchiveOptions, writeArchive } from './write-archive.ts';

/** An archive that is there whole. */
interface MadeArchive {
  readonly createdAt: Date;
  readonly bytes: number;
  readonly sha256: Buffer;
  readonly rows: number;
}

type Outcome = { readonly made: MadeArchive } | { readonly error: unknown };

export interface ExportProgress {
  readonly rowsDone: number;
  readonly rowsTotal: number;
}

interface Making extends ExportProgress {
  readonly orgId: string;
  /** Settled once the call that began it is not needed any more. */
  readonly held: Promise<unknown>;
  readonly outcome: Outcome | null;
  readonly ended: Promise<void>;
  give(up: Error): void;
}

/**
 * Makes archives in this process. One cannot be taken up where another process left it, since the instant that it is of went
 * with that process: it is made anew. Nothing of it is seen before it is whole.
 */
export interface Exporter {
  /**
   * Begins the archive of the organisation under this id, or goes on waiting for it, for some seconds.
   * @returns what was made; null while it is not there yet, or waits until others are done.
   * @throws why it could not be made, once; the next call begins it anew.
   */
  make(
    ctx: TenantContext,
    wanted: { readonly id: string; readonly object: string; readonly options: ArchiveOptions },
  ): Promise<MadeArchive | null>;
  /** How far it is; null when it is not being made here. */
  progress(id: string): ExportProgress | null;
  /** Afterwards the archive is not being made any more, and nothing of it will be stored. */
  cancel(id: string): Promise<void>;
  /** Afterwards nothing of the organisation is being exported, and none of its snapshots is open. */
  abort(orgId: string): Promise<void>;
  /** How often it failed since it was first begun here, this time included. */
  noteFailure(id: string): number;
  /** Afterwards nothing is remembered of it. */
  forget(id: string): void;
  /** Remembers that all of a ready archive has been handed over, so that it is handed over no more. */
  noteHandedOver(id: string): void;
  wasHandedOver(id: string): boolean;
  /** Gives up what is being made; it is made anew by the next process. */
  stop(): Promise<void>;
}

interface ExporterOptions {
  readonly tenancy: Snapshots;
  /** Whose jobs are called when an archive is there, or there is room for theirs. */
  readonly jobs: Pick<JobQueue, 'enqueue'>;
  readonly log: Log;
  /** Archives made at once, over all organisations; 2 by default. */
  readonly parallel?: number;
  /** How long `make` waits, in milliseconds; 1,500 by default. */
  readonly waitMs?: number;
}

/** What comes of it is asked for in time by its job; after this long, it was not. */
const rememberedMax = 10_000;

export function createExporter({ tenancy, jobs, log, parallel = 2, waitMs = 1_500 }: ExporterOptions): Exporter {
  const makings = new Map<string, Making>();
  const failures = new Map<string, number>();
  const handedOver = new Set<string>();
  const waiting = new Map<string, JobRequest>();
  let stopped = false;

  const wake = async (): Promise<void> => {
    const called = [...waiting.values()];
    waiting.clear();
    for (const job of called) await jobs.enqueue(job);
  };

  const underWay = () => [...makings.values()].filter(({ outcome }) => outcome === null).length;

  const cancel = async (id: string): Promise<void> => {
    const making = makings.get(id);
    if (making === undefined) return;
    making.give(fail('conflict', { detail: 'the export was given up' }));
    await making.ended;
    makings.delete(id);
  };

  return {
    async make(ctx, { id, object, options }) {
      if (stopped) throw fail('shutting_down');
      let making = makings.get(id);
      if (making === undefined) {
        if (underWay() >= parallel) {
          waiting.set(id, jobOf(ctx, id));
          return null;
        }
        making = begin(ctx, tenancy, object, options);
        makings.set(id, making);
        // The job looks by itself too, only later: what fails here costs a second.
        void making.ended.then(wake).catch((error: unknown) => log.warn({ err: error }, 'a job could not be called'));
      }
      await making.held;
      const timer = new AbortController();
      await Promise.race([making.ended, wait(waitMs, undefined, { signal: timer.signal }).catch(() => undefined)]);
      timer.abort();
      const { outcome } = making;
      if (outcome === null) {
        waiting.set(id, jobOf(ctx, id));
        return null;
      }
      makings.delete(id);
      if ('error' in outcome) throw outcome.error;
      return outcome.made;
    },
    progress: (id) => {
      const making = makings.get(id);
      return making === undefined ? null : { rowsDone: making.rowsDone, rowsTotal: making.rowsTotal };
    },
    cancel,
    async abort(orgId) {
      const ids = [...makings].filter(([, making]) => making.orgId === orgId).map(([id]) => id);
      await Promise.all(ids.map(cancel));
    },
    noteFailure: (id) => {
      const count = (failures.get(id) ?? 0) + 1;
      failures.set(id, count);
      return count;
    },
    forget: (id) => {
      failures.delete(id);
      handedOver.delete(id);
    },
    noteHandedOver: (id) => {
      if (handedOver.size >= rememberedMax) handedOver.clear();
      handedOver.add(id);
    },
    wasHandedOver: (id) => handedOver.has(id),
    async stop() {
      stopped = true;
      await Promise.all([...makings.keys()].map(cancel));
    },
  };
}

function jobOf(ctx: TenantContext, id: string): JobRequest {
  return { kind: 'exports.run', orgId: ctx.org.id, subject: id, actor: ctx.actor };
}

function begin(ctx: TenantContext, tenancy: Snapshots, object: string, options: ArchiveOptions): Making {
  const { objects } = ctx;
  const state = { rowsDone: 0, rowsTotal: 0, outcome: null as Outcome | null };
  let givenUp: Error | undefined;
  const assertWanted = () => {
    if (givenUp !== undefined) throw givenUp;
  };
  const held = organizationInstant(ctx, tenancy);
  async function work(): Promise<void> {
    const instant = await held;
    try {
      state.rowsTotal = await instant.rowsTotal(options);
      const archive = writeArchive(instant.source, options, (rows) => {
        state.rowsDone += rows;
      });
      const { bytes, sha256 } = await store(objects, object, archive, assertWanted);
      if (givenUp !== undefined) {
        await objects.remove(object);
        throw givenUp;
      }
      state.outcome = {
        made: { createdAt: instant.source.createdAt, bytes, sha256, rows: state.rowsDone },
      };
    } finally {
      instant.close();
    }
  }
  const ended = work().catch((error: unknown) => {
    state.outcome = { error };
  });
  return {
    orgId: ctx.org.id,
    held: held.catch(() => undefined),
    get rowsDone() {
      return state.rowsDone;
    },
    get rowsTotal() {
      return state.rowsTotal;
    },
    get outcome() {
      return state.outcome;
    },
    ended,
    give: (error) => {
      givenUp ??= error;
    },
  };
}

/** Stores what is made piece by piece; once it is given up, nothing of it is kept. */
async function store(
  objects: OrganizationObjects,
  object: string,
  archive: AsyncIterable<Uint8Array>,
  assertWanted: () => void,
): Promise<{ readonly bytes: number; readonly sha256: Buffer }> {
  async function* wanted(): AsyncGenerator<Uint8Array> {
    for await (const piece of archive) {
      assertWanted();
      yield piece;
    }
    assertWanted();
  }
  return objects.put(object, wanted());
}
