import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/**
 * What is measured as it happens. Labels come from closed sets: no organisation, person, key, address or path is ever one,
 * so that what is scraped holds no personal data and stays of one size.
 */
export interface Meters {
  /** One answer. `operation` is the operation's name, `page` or `none`. */
  request(operation: string, status: number, seconds: number): void;
  /** One attempt to prove a caller: `key`, `session`, or why it was refused. */
  authentication(outcome: string): void;
  /** One group of writes that share a commit, from its first statement to its being on disk. */
  commit(database: MeteredDatabase, bodies: number, seconds: number): void;
  /** All of it in the text format of Prometheus, version 0.0.4. */
  text(): Promise<string>;
  /** Stops measuring. */
  close(): void;
}

export type MeteredDatabase = 'control' | 'tenant';

/** Answers take from a millisecond to the longest deadline; refusals of keys take 80 ms. */
const requestSeconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** Up to the most bodies that one group takes. */
const groupBodies = [1, 2, 4, 8, 16, 32, 64, 128, 256];
const groupSeconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];

/** Outcomes are fixed words; should one not be, it cannot grow the series without end. */
const outcomesMax = 40;

const nanosecondsPerSecond = 1e9;

export function createMeters(): Meters {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  const requests = new Counter({
    name: 'holdfast_requests_total',
    help: 'Answers by operation and status class.',
    labelNames: ['operation', 'status'],
    registers,
  });
  const latency = new Histogram({
    name: 'holdfast_request_duration_seconds',
    help: 'From the arrival of the headers until the answer begins, the floor of authentication included.',
    labelNames: ['operation'],
    buckets: requestSeconds,
    registers,
  });
  const authentications = new Counter({
    name: 'holdfast_authentications_total',
    help: 'Attempts at the API to prove a caller, by what proved it or why it was refused.',
    labelNames: ['outcome'],
    registers,
  });
  const bodiesOf = new Histogram({
    name: 'holdfast_commit_group_writes',
    help: 'Writes that shared one commit.',
    labelNames: ['database'],
    buckets: groupBodies,
    registers,
  });
  const commitSeconds = new Histogram({
    name: 'holdfast_commit_group_duration_seconds',
    help: 'From the first statement of a group of writes until it is on disk.',
    labelNames: ['database'],
    buckets: groupSeconds,
    registers,
  });
  const lag = monitorEventLoopDelay({ resolution: 20 });
  lag.enable();
  new Gauge({
    name: 'holdfast_event_loop_lag_seconds',
    help: 'How late timers fire, since the last time that this was read.',
    labelNames: ['quantile'],
    registers,
    collect() {
      for (const [quantile, percentile] of [
        ['0.5', 50],
        ['0.99', 99],
        ['1', 100],
      ] as const) {
        this.set({ quantile }, lag.percentile(percentile) / nanosecondsPerSecond);
      }
      lag.reset();
    },
  });

  const outcomes = new Set<string>();
  return {
    request(operation, status, seconds) {
      requests.inc({ operation, status: `${Math.floor(status / 100)}xx` });
      latency.observe({ operation }, seconds);
    },
    authentication(outcome) {
      if (outcomes.size < outcomesMax) outcomes.add(outcome);
      authentications.inc({ outcome: outcomes.has(outcome) ? outcome : 'other' });
    },
    commit(database, bodies, seconds) {
      bodiesOf.observe({ database }, bodies);
      commitSeconds.observe({ database }, seconds);
    },
    text: () => registry.metrics(),
    close: () => lag.disable(),
  };
}
