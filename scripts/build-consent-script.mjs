import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { root } from './bootstrap/root.mjs';

/**
 * Makes the banner's one classic script of lib/consent/client. It is kept as a module that holds it as text, so that our own
 * server and Next's bundles find it the same way.
 */
const bundle = await rolldown({
  input: join(root, 'lib/consent/client/main.ts'),
  platform: 'browser',
  transform: { target: 'es2022' },
  onLog(_level, log) {
    throw new Error(log.message);
  },
});
const { output } = await bundle.generate({ format: 'iife', minify: true, comments: false, sourcemap: false });
await bundle.close();
const [chunk, ...others] = output;
if (chunk === undefined || others.length > 0)
  throw new Error(`one script was expected, and ${output.length} were made`);
const folder = join(root, 'lib/consent/generated');
mkdirSync(folder, { recursive: true });
writeFileSync(
  join(folder, 'consent-script.ts'),
  `/** Made by scripts/build-consent-script.mjs. */\nexport const consentScript: string = ${JSON.stringify(chunk.code.trim())};\n`,
);
