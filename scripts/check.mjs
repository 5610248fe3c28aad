import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runInPlace } from './bootstrap/child.mjs';
import { prepare } from './bootstrap/prepare.mjs';
import { projectEnvironment, projectNode } from './bootstrap/project-node.mjs';
import { root } from './bootstrap/root.mjs';
import { endOnStop } from './bootstrap/stop.mjs';

/** `npm run check`: what can be known in a minute without a build. Types, Biome, guards, unit tests; stops at the first failure. */
const steps = [
  { title: 'Types', args: ['node_modules/typescript/bin/tsc', '--noEmit', '--incremental', 'false', '-p', '.'] },
  { title: 'Biome', args: ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings'] },
  {
    title: 'Guards and unit tests',
    args: ['node_modules/vitest/vitest.mjs', 'run', '--project', 'guards', '--project', 'unit'],
  },
];

await endOnStop(async () => {
  await prepare({ dev: true });
  const run = (args) => runInPlace(projectNode(), args, { cwd: root, env: projectEnvironment() });
  // Next writes the types of stylesheets and routes; a clone that was never built has none.
  if (!existsSync(join(root, 'next-env.d.ts'))) await run(['node_modules/next/dist/bin/next', 'typegen']);
  for (const { title, args } of steps) {
    console.error(`\n${title}`);
    const code = await run(args);
    if (code !== 0) {
      console.error(`${title}: failed`);
      process.exitCode = code;
      return;
    }
  }
});
