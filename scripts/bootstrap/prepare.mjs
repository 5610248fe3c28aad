import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runQuietly } from './child.mjs';
import { digestOf } from './digest.mjs';
import { ensureInstalled, isInstalled } from './install.mjs';
import { alone } from './lock.mjs';
import { phase } from './progress.mjs';
import { projectEnvironment, projectNode } from './project-node.mjs';
import { root } from './root.mjs';
import { Stop } from './stop.mjs';

const schemaSources = [
  'prisma/control/schema.prisma',
  'prisma/tenant/schema.prisma',
  'prisma.config.ts',
  'scripts/prisma/generate.mjs',
  'package-lock.json',
];

const scriptSources = [
  'lib/consent/client',
  'lib/consent/categories.ts',
  'lib/consent/texts/en.ts',
  'scripts/build-browser-script.mjs',
  'package-lock.json',
];

const formSources = [
  'lib/storefronts/message',
  'lib/consent/categories.ts',
  'lib/consent/choice-cookie.ts',
  'scripts/build-browser-script.mjs',
  'package-lock.json',
];

const pageSources = [
  'app',
  'components',
  'lib',
  'public',
  'prisma/control/schema.prisma',
  'prisma/tenant/schema.prisma',
  'middleware.ts',
  'instrumentation.ts',
  'next.config.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];

/** A step whose result is kept until one of its sources changes. The mark lies beside the result and goes with it. */
const clients = { title: 'Generating database clients', sources: schemaSources, mark: 'prisma/generated/.sources' };
const script = {
  title: 'Building the consent script',
  sources: scriptSources,
  mark: 'lib/consent/generated/.sources',
};
const formScript = {
  title: 'Building the script of contact forms',
  sources: formSources,
  mark: 'lib/storefronts/generated/.sources',
};
const pages = {
  title: 'Building the pages',
  sources: pageSources,
  mark: '.next/holdfast-sources',
  // Its cache remembers failures too, and would repeat one whose cause is gone.
  discardOnFailure: '.next',
};

function upToDate(step) {
  try {
    return readFileSync(join(root, step.mark), 'utf8') === digestOf(step.sources);
  } catch {
    return false;
  }
}

async function bringUpToDate(step, args, environment) {
  if (upToDate(step)) return;
  const digest = digestOf(step.sources);
  // Cut short, the step leaves a result that belongs to no sources.
  rmSync(join(root, step.mark), { force: true });
  await phase(step.title, async () => {
    const { code, stopped, output } = await runQuietly(projectNode(), args, {
      cwd: root,
      env: projectEnvironment(environment),
    });
    if (stopped) throw new Stop('stopped.', 130);
    if (code !== 0) {
      if (step.discardOnFailure) rmSync(join(root, step.discardOnFailure), { recursive: true, force: true });
      throw new Stop(`that step failed:\n${output.trim()}`);
    }
    mkdirSync(dirname(join(root, step.mark)), { recursive: true });
    writeFileSync(join(root, step.mark), digest);
  });
}

/**
 * Afterwards packages are installed, the database clients and the scripts of browsers made and, when `build` is set, the pages
 * built, all from the sources as they stand. What is up to date already is left alone, so that a second call writes nothing.
 */
export async function prepare({ dev = false, build = false } = {}) {
  if (
    isInstalled({ dev }) &&
    upToDate(clients) &&
    upToDate(script) &&
    upToDate(formScript) &&
    (!build || upToDate(pages))
  )
    return;
  await alone(async () => {
    await ensureInstalled({ dev });
    await bringUpToDate(clients, ['scripts/prisma/generate.mjs']);
    // The pages hold it: first this, then they.
    await bringUpToDate(script, ['scripts/build-browser-script.mjs', 'consent']);
    await bringUpToDate(formScript, ['scripts/build-browser-script.mjs', 'form']);
    if (build) {
      await bringUpToDate(pages, ['node_modules/next/dist/bin/next', 'build'], { NODE_ENV: 'production' });
    }
  });
}
