import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright';

const root = join(import.meta.dirname, '../..');
const packageName = '@sparticuz/chromium';

/** Nothing that a browser does for itself: no updates, no reports, no first-run pages. Web security stays as it is. */
const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
];

/**
 * A real Chromium, headless: the system's, else Playwright's own, else the one that the development package carries.
 * Close it in `afterAll`.
 */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = chromiumPath();
  return chromium.launch({ executablePath, args: browserArguments, env: environmentFor(executablePath) });
}

/** Where that Chromium is. */
export function chromiumPath(): string {
  const candidates = ['/usr/bin/chromium', '/usr/bin/chromium-browser', chromium.executablePath()];
  return candidates.find((path) => path !== '' && existsSync(path)) ?? unpackedChromium();
}

/**
 * The packaged Chromium is compressed, and its own code unpacks it to fixed names below the system's temporary folder,
 * where another process may be half done or somebody else's file may lie. So it is unpacked into a folder of its own
 * beside the packages and moved into place whole.
 */
function unpackedChromium(): string {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules', packageName, 'package.json'), 'utf8')) as {
    version: string;
  };
  const cache = join(root, 'node_modules', '.cache', 'holdfast');
  const folder = join(cache, `chromium-${version}`);
  const binary = join(folder, 'chromium');
  if (existsSync(binary)) return binary;
  mkdirSync(cache, { recursive: true });
  const partial = mkdtempSync(join(cache, 'chromium-partial-'));
  const unpack = `
    const { default: chromium, inflate } = await import('${packageName}');
    await chromium.executablePath();
    await inflate(${JSON.stringify(join(root, 'node_modules', packageName, 'bin', 'al2023.tar.br'))});
  `;
  execFileSync(process.execPath, ['--input-type=module', '--eval', unpack], {
    cwd: root,
    env: { ...process.env, TMPDIR: partial },
  });
  try {
    renameSync(partial, folder);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(binary)) throw error;
  }
  return binary;
}

/** The packaged Chromium brings the few libraries that it needs of the system; they serve only where the system lacks them. */
function environmentFor(executablePath: string): Record<string, string> {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const libraries = join(executablePath, '..', 'al2023', 'lib');
  if (!existsSync(libraries) || spawnSync(executablePath, ['--version']).status === 0) return inherited;
  return { ...inherited, LD_LIBRARY_PATH: libraries };
}
