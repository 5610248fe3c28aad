import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runQuietly } from './child.mjs';
import { phase } from './progress.mjs';
import { findProjectNode } from './project-node.mjs';
import { root } from './root.mjs';
import { Stop } from './stop.mjs';

const modules = join(root, 'node_modules');

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Whether node_modules holds what package-lock.json asks for, judged by the record that npm leaves when it is done.
 * An install that was cut short leaves no record.
 */
export function isInstalled({ dev }) {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages ?? {};
  const present = readJson(join(modules, '.package-lock.json'))?.packages ?? {};
  const complete = Object.entries(wanted).every(
    ([place, entry]) =>
      place === '' ||
      entry.optional === true ||
      entry.devOptional === true ||
      (entry.dev === true && !dev) ||
      (present[place]?.version === entry.version && present[place]?.integrity === entry.integrity),
  );
  return complete && findProjectNode() !== undefined;
}

/** npm as [command, ...arguments]: the one that started us, else the one on the path (never one inside node_modules). */
function npmCommand() {
  const started = process.env.npm_execpath;
  if (started && /npm-cli\.c?js$/.test(started) && existsSync(started)) {
    return [process.env.npm_node_execpath ?? process.execPath, started];
  }
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}

function npmEnvironment() {
  const path = (process.env.PATH ?? '').split(delimiter).filter((entry) => !entry.startsWith(modules));
  return { ...process.env, PATH: path.join(delimiter), npm_config_update_notifier: 'false' };
}

function runNpm(args) {
  const [command, ...first] = npmCommand();
  return runQuietly(command, [...first, ...args], {
    cwd: root,
    env: npmEnvironment(),
    shell: command.endsWith('.cmd'),
  }).catch((error) => {
    if (error.code === 'ENOENT') throw new Stop('npm was not found; install Node together with npm.');
    throw error;
  });
}

/** npm's failure as one sentence. */
function explain(output) {
  if (/ENOSPC/.test(output)) return `the disk is full; packages could not be installed in ${modules}.`;
  if (/EACCES|EROFS|EPERM/.test(output))
    return `the folder ${root} cannot be written, so packages cannot be installed there.`;
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT/.test(output)) {
    return 'the npm registry cannot be reached, and packages are not installed yet; connect to the network and try again.';
  }
  return `npm could not install the packages:\n${output.trim()}`;
}

/**
 * Makes node_modules match package-lock.json; does nothing (and asks no network) when it does already.
 *
 * No package's install script runs: every native part comes as a file inside its package, and older npm versions would
 * try to compile what is there.
 */
export async function ensureInstalled({ dev }) {
  if (isInstalled({ dev })) return;
  const options = [
    dev ? '--include=dev' : '--omit=dev',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
    '--loglevel=error',
    '--fetch-retry-mintimeout=2000',
  ];
  await phase('Installing packages', async () => {
    let result = await runNpm(['ci', ...options]);
    // A registry that lacks another system's binaries makes npm call the lock incomplete; `install` goes by it all the same.
    if (result.code !== 0 && /EUSAGE/.test(result.output)) result = await runNpm(['install', '--no-save', ...options]);
    if (result.code > 128) throw new Stop('stopped while installing packages.', result.code);
    if (result.code !== 0) throw new Stop(explain(result.output));
    if (!isInstalled({ dev }))
      throw new Stop(`npm finished, but ${modules} is incomplete; remove that folder and try again.`);
    linkNode();
  });
}

/** Lets `npx` and `npm run` find the project's Node first; some npm versions do not make this link. */
function linkNode() {
  const node = findProjectNode();
  const link = join(modules, '.bin', 'node');
  if (process.platform === 'win32' || !node || !node.startsWith(modules) || existsSync(link)) return;
  symlinkSync(join('..', node.slice(modules.length + 1)), link);
}
