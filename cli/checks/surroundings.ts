import { existsSync, readdirSync, statfsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Environment, readEnvironment } from '#lib/platform/env.ts';
import { productionProblems } from '#lib/platform/production-problems.ts';
import { loadSecrets } from '#lib/platform/secrets.ts';
import { CommandFailure } from '../failure.ts';
import { type Check, check } from './check.ts';

const nodeMajorMin = 24;
/** Room for write-ahead logs, an import and a backup of a small installation. The server itself starts with less. */
const freeBytesWanted = 1024 ** 3;

/** What can be known without opening a database: Node, settings, the data folder, secrets, disk. */
export async function checkSurroundings(): Promise<Check[]> {
  const node = await check('node', () => {
    if (Number(process.versions.node.split('.')[0]) >= nodeMajorMin) return process.versions.node;
    throw new CommandFailure(`${process.versions.node} is too old; ${nodeMajorMin} or newer is needed`);
  });
  let env: Environment | undefined;
  const settings = await check('settings', () => {
    env = readEnvironment();
    const problems = productionProblems(env);
    if (problems.length === 0) return `${env.HOLDFAST_ENV} mode`;
    throw new CommandFailure(problems.map(({ setting, problem }) => `${setting} ${problem}`).join('\n'));
  });
  if (env === undefined) return [node, settings];
  const given = env;
  const folder = resolve(given.HOLDFAST_DATA_DIR);
  return [
    node,
    settings,
    await check('data folder', () => describeModes(folder)),
    await check('secrets', () => describeSecrets(given, folder)),
    await check('disk', () => describeDisk(folder)),
  ];
}

/** Nobody else on the machine may read what stands in the folder. Windows has no such modes. */
function describeModes(folder: string): string {
  if (!existsSync(folder)) throw new CommandFailure(`${folder} does not exist yet; npm start makes it`);
  if (process.platform === 'win32') return folder;
  const open = [folder, ...readdirSync(folder).map((name) => join(folder, name))].filter(
    (path) => (statSync(path).mode & 0o077) !== 0,
  );
  if (open.length === 0) return `${folder}, readable by its user alone`;
  throw new CommandFailure(`others may read ${open.join(', ')}; run chmod -R go= ${folder}`);
}

/** Never makes secrets: a folder without them has not been started. */
function describeSecrets(env: Environment, folder: string): string {
  const file = join(folder, 'secrets.json');
  if (env.HOLDFAST_ENV === 'local' && !existsSync(file)) {
    throw new CommandFailure(`${file} does not exist yet; npm start makes it`);
  }
  loadSecrets(env, folder);
  return env.HOLDFAST_ENV === 'local' ? `in ${file}` : 'from the environment';
}

function describeDisk(folder: string): string {
  const { bavail, bsize } = statfsSync(existsSync(folder) ? folder : resolve(folder, '..'));
  const free = `${Math.floor((bavail * bsize) / 1024 ** 2)} MiB free`;
  if (bavail * bsize >= freeBytesWanted) return free;
  throw new CommandFailure(`only ${free}; make room for at least ${freeBytesWanted / 1024 ** 2} MiB`);
}
