import { resolve } from 'node:path';
import { chooseNodeMode, readEnvironment } from '#lib/platform/env.ts';
import { sentencesOf } from './failure.ts';

/** One Ctrl-C can arrive twice: from the terminal, and from the program that started us. */
const sameSignalMs = 1_000;

/**
 * The self-hosted server: `node server/main.ts`, with `--dev` for working on it. It starts the installation, listens,
 * says where, and drains on SIGTERM or SIGINT; a second signal ends it at once.
 */
const development = process.argv.includes('--dev');
// React and Next choose their builds by this when they are first loaded, so it comes before everything that loads them.
chooseNodeMode(development ? 'development' : 'production');
// Next talks to people through the console; stdout is for what programs read.
Object.assign(console, { log: console.error, info: console.error, debug: console.error });
// Whoever read our words may go away. That is no reason to end, and none to say so, which would fail again without end.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

try {
  const { startServer } = await import('./start-server.ts');
  const server = await startServer({
    env: readEnvironment(),
    projectRoot: resolve(import.meta.dirname, '..'),
    development,
  });
  // A promise that nobody waited for (a page whose reader left) is noted; it is no reason to stop serving everybody.
  process.on('unhandledRejection', (error) => server.log.error({ err: error }, 'unhandled rejection'));
  let signalledAt: number | undefined;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      const now = performance.now();
      if (signalledAt !== undefined) {
        if (now - signalledAt > sameSignalMs) process.exit(1);
        return;
      }
      signalledAt = now;
      server.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(`holdfast: ${sentencesOf(error)}`);
          process.exit(1);
        },
      );
    });
  }
  // Said last: who reads that it listens may signal at once, and the signal has to drain it.
  server.announce();
} catch (error) {
  console.error(`holdfast: ${sentencesOf(error)}`);
  process.exit(1);
}
