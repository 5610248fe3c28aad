import { accessSync, constants, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { runInPlace } from './child.mjs';
import { prepare } from './prepare.mjs';
import { envFile, projectEnvironment, projectNode } from './project-node.mjs';
import { root } from './root.mjs';
import { endOnStop, Stop } from './stop.mjs';

/** A setting from the environment or from `.env`; the server reads both properly, this only looks ahead. */
function setting(name) {
  if (process.env[name]) return process.env[name];
  const file = join(root, '.env');
  if (!existsSync(file)) return undefined;
  return new RegExp(`^\\s*${name}\\s*=\\s*["']?([^"'\\r\\n#]+)`, 'm').exec(readFileSync(file, 'utf8'))?.[1]?.trim();
}

/** Says so now rather than after minutes of installing and building. The server checks again by itself. */
async function lookAhead() {
  const port = Number(setting('PORT') ?? 3000);
  const host = setting('HOST') ?? '127.0.0.1';
  await new Promise((done, failed) => {
    const probe = createServer();
    probe.once('error', (error) => {
      if (error.code === 'EADDRINUSE') {
        failed(
          new Stop(
            `port ${port} is taken by another program; stop it, or choose another with PORT=${port + 1} npm start.`,
          ),
        );
      } else if (error.code === 'EACCES')
        failed(new Stop(`port ${port} may not be used by this user; choose one above 1023 with PORT=…`));
      else done();
    });
    probe.listen(port, host, () => probe.close(done));
  });

  const folder = resolve(root, setting('HOLDFAST_DATA_DIR') ?? '.holdfast');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const why = error.code === 'ENOSPC' ? 'the disk is full' : 'it cannot be written';
    throw new Stop(`the data folder ${folder} cannot be used: ${why}; name another with HOLDFAST_DATA_DIR.`);
  }
}

/** Prepares the clone and runs the server until it ends; its exit code becomes ours. */
export function serve({ dev }) {
  return endOnStop(async () => {
    await lookAhead();
    await prepare({ dev, build: !dev });
    process.exitCode = await runInPlace(projectNode(), [...envFile(), 'server/main.ts', ...(dev ? ['--dev'] : [])], {
      cwd: root,
      env: projectEnvironment({ NODE_ENV: dev ? 'development' : 'production' }),
    });
  });
}
