/**
 * Enters into package-lock.json the binaries of other platforms that npm left out.
 *
 * npm drops an optional package from the lock when the registry it asked does not offer it, and `npm ci` then refuses
 * the lock as out of step. Each entry made here names version, system and processor; it has no integrity digest, because
 * the package was never seen. Run after adding a package with native parts: `node scripts/complete-lockfile.mjs`.
 * With `--check` it writes nothing and fails when something is missing.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const lockFile = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(lockFile, 'utf8'));

const systems = ['android', 'darwin', 'freebsd', 'linux', 'openbsd', 'netbsd', 'sunos', 'aix', 'win32', 'openharmony'];
const processors = ['arm64', 'arm', 'x64', 'ia32', 'ppc64', 's390x', 'riscv64', 'loong64', 'mips64el', 'wasm32'];

/** What a name such as `@next/swc-win32-arm64-msvc` says about where the package belongs. */
function platformOf(name) {
  const words = name.split(/[-/]/);
  const os = systems.find((system) => words.includes(system));
  const cpu = processors.find((processor) => words.includes(processor));
  if (!os && cpu !== 'wasm32') throw new Error(`cannot tell the platform of ${name}`);
  const libc = words.includes('musl') ? 'musl' : words.includes('gnu') ? 'glibc' : undefined;
  return { ...(cpu ? { cpu: [cpu] } : {}), ...(libc ? { libc: [libc] } : {}), ...(os ? { os: [os] } : {}) };
}

/** Whether a package at `place` would find `name`, looking upwards as Node does. */
function findable(place, name) {
  for (let at = place; ; at = at.includes('/node_modules/') ? at.slice(0, at.lastIndexOf('/node_modules/')) : '') {
    if (lock.packages[`${at ? `${at}/` : ''}node_modules/${name}`]) return true;
    if (at === '') return false;
  }
}

const missing = Object.entries(lock.packages).flatMap(([place, entry]) =>
  Object.entries(entry.optionalDependencies ?? {})
    .filter(([name]) => !findable(place, name))
    .map(([name, version]) => ({ name, version, dev: entry.dev === true, license: entry.license })),
);

if (process.argv.includes('--check')) {
  for (const { name, version } of missing) console.error(`package-lock.json lacks ${name}@${version}`);
  process.exit(missing.length > 0 ? 1 : 0);
}

for (const { name, version, dev, license } of missing) {
  const { cpu, libc, os } = platformOf(name);
  lock.packages[`node_modules/${name}`] = {
    version,
    ...(cpu ? { cpu } : {}),
    ...(dev ? { dev: true } : {}),
    ...(libc ? { libc } : {}),
    ...(license ? { license } : {}),
    optional: true,
    ...(os ? { os } : {}),
  };
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
writeFileSync(lockFile, `${JSON.stringify(lock, null, 2)}\n`);
console.error(`${missing.length} entries added`);
