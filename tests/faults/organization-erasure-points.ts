import type { EraserParts } from '#lib/privacy/erasure/eraser-parts.ts';
import type { Runtime } from '#lib/runtime.ts';

/** What an erasure works with, as the runtime has it. */
export function eraserParts(rt: Runtime, folder: string): EraserParts {
  const { tenancy, checkpoints, installationLedger, tombstones, limiter, mailer, clock, log, origin } = rt;
  return {
    ...{ tenancy, checkpoints, installationLedger, tombstones, limiter, mailer, clock, log, origin, folder },
    objects: rt.objects.store,
    backups: { forget: async () => undefined },
    exporter: { abort: async () => undefined },
  };
}

/** What changes nothing on disk: cut off before it, an erasure leaves what it leaves cut off before whatever comes next. */
const reading: ReadonlySet<string> = new Set([
  ...['get', 'all', 'list', 'now', 'keyOf', 'remains', 'reopen', 'warn', 'error', 'info'],
]);

/** The same parts; `point` is waited for before everything that may change something on disk, with what that is called. */
export function withPoints(parts: EraserParts, point: (name: string) => Promise<void>): EraserParts {
  const wrap = <T extends object>(part: T, path: string): T =>
    new Proxy(part, {
      get(target, property) {
        const value: unknown = Reflect.get(target, property, target);
        const name = `${path}.${String(property)}`;
        if (property === 'control') return wrap(value as object, name);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) => {
          if (reading.has(String(property))) return value.apply(target, args);
          return (async () => {
            await point(name);
            return value.apply(target, args) as unknown;
          })();
        };
      },
    });
  return Object.fromEntries(
    Object.entries(parts).map(([name, part]: [string, unknown]) => [
      name,
      typeof part === 'object' && part !== null ? wrap(part, name) : part,
    ]),
  ) as unknown as EraserParts;
}
