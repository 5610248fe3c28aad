import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
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

/** Whether a lock entry is a binary made for this system. */
function isNativeHere({ os, cpu, libc }) {
  const names = (list, value) => [list].flat().includes(value);
  if (!os || !cpu || !names(os, process.platform) || !names(cpu, process.arch)) return false;
  if (!libc || process.platform !== 'linux') return true;
  return names(libc, process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl');
}

/**
 * What package-lock.json asks for and node_modules lacks, judged by the record that npm leaves when it is done. An install
 * that was cut short leaves no record. Optional packages count when they are binaries for this system.
 */
function missingPackages({ dev }) {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages ?? {};
  const present = readJson(join(modules, '.package-lock.json'))?.packages ?? {};
  return Object.entries(wanted)
    .filter(([place, entry]) => {
      if (place === '' || (entry.dev === true && !dev)) return false;
      const found = present[place];
      if (found?.version === entry.version && found.integrity === entry.integrity) return false;
      return entry.optional === true || entry.devOptional === true ? isNativeHere(entry) : true;
    })
    .map(([place]) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length));
}

/** Whether node_modules holds what package-lock.json asks for. */
export function isInstalled({ dev }) {
  return missingPackages({ dev }).length === 0 && findProjectNode() !== undefined;
}

/**
 * npm as [command, ...arguments], run by the given Node: the npm that started us, else the one on the path (never one
 * inside node_modules, which may be taken away under it).
 */
function npmCommand(node) {
  const started = process.env.npm_execpath;
  if (started && /npm-cli\.c?js$/.test(started) && existsSync(started)) {
    return [node ?? process.env.npm_node_execpath ?? process.execPath, started];
  }
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}

function npmEnvironment(node) {
  const path = (process.env.PATH ?? '').split(delimiter).filter((entry) => !entry.startsWith(modules));
  if (node) path.unshift(dirname(node));
  return { ...process.env, PATH: path.join(delimiter), npm_config_update_notifier: 'false' };
}

function runNpm(args, node) {
  const [command, ...first] = npmCommand(node);
  return runQuietly(command, [...first, ...args], {
    cwd: root,
    env: npmEnvironment(node),
    shell: command.endsWith('.cmd'),
  }).catch((error) => {
    if (error.code === 'ENOENT') throw new Stop('npm was not found; install Node together with npm.');
    throw error;
  });
}

/** npm's failure as one sentence, from what it printed and from the log that it names: some versions print no reason. */
function explain(printed) {
  const logFile = /A complete log of this run can be found in: (.+)/.exec(printed)?.[1];
  const output = printed + (logFile && existsSync(logFile) ? readFileSync(logFile, 'utf8') : '');
  if (/ENOSPC/.test(output)) return `the disk is full; packages could not be installed in ${modules}.`;
  if (/EACCES|EROFS|EPERM/.test(output))
    return `the folder ${root} cannot be written, so packages cannot be installed there.`;
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT/.test(output)) {
    return 'the npm registry cannot be reached, and packages are not installed yet; connect to the network and try again.';
  }
  return `npm could not install the packages:\n${printed.trim()}`;
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
    assertDone(await installByLock(options));
    // An npm that runs on an older Node leaves out binaries that declare a newer one. The project's own is there now.
    const node = findProjectNode();
    if (node && !isInstalled({ dev })) assertDone(await runNpm(['install', '--no-save', ...options], node));
    const missing = missingPackages({ dev });
    if (missing.length > 0)
      throw new Stop(`npm finished without installing ${missing.join(', ')}; remove ${modules} and try again.`);
    linkNode();
  });
}

async function installByLock(options) {
  const result = await runNpm(['ci', ...options]);
  // A registry that lacks another system's binaries makes npm call the lock incomplete; `install` goes by it all the same.
  return result.code !== 0 && /EUSAGE/.test(result.output) ? runNpm(['install', '--no-save', ...options]) : result;
}

function assertDone({ code, stopped, output }) {
  if (stopped) throw new Stop('stopped while installing packages.', 130);
  if (code !== 0) throw new Stop(explain(output));
}

/** Lets `npx` and `npm run` find the project's Node first; some npm versions do not make this link. */
function linkNode() {
  const node = findProjectNode();
  const link = join(modules, '.bin', 'node');
  if (process.platform === 'win32' || !node || !node.startsWith(modules) || existsSync(link)) return;
  symlinkSync(join('..', node.slice(modules.length + 1)), link);
}
