import { resolve } from 'node:path';
import { chooseNodeMode, readEnvironment } from '#lib/platform/env.ts';
import { sentencesOf } from './failure.ts';

/**
 * The self-hosted server: `node server/main.ts`, with `--dev` for working on it. It starts the installation, listens,
 * says where, and drains on SIGTERM or SIGINT; a second signal ends it at once.
 */
const development = process.argv.includes('--dev');
// React and Next choose their builds by this when they are first loaded, so it comes before everything that loads them.
chooseNodeMode(development ? 'development' : 'production');

try {
  const { startServer } = await import('./start-server.ts');
  const server = await startServer({
    env: readEnvironment(),
    projectRoot: resolve(import.meta.dirname, '..'),
    development,
  });
  server.announce();
  let signalled = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (signalled) process.exit(1);
      signalled = true;
      server.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(`holdfast: ${sentencesOf(error)}`);
          process.exit(1);
        },
      );
    });
  }
} catch (error) {
  console.error(`holdfast: ${sentencesOf(error)}`);
  process.exit(1);
}
