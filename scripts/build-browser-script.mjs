import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { root } from './bootstrap/root.mjs';

/** What browsers get as one classic script each. */
const scripts = {
  consent: { input: 'lib/consent/client/main.ts', folder: 'lib/consent/generated', name: 'consentScript' },
  form: {
    input: 'lib/storefronts/message/client/main.ts',
    folder: 'lib/storefronts/generated',
    name: 'formScript',
  },
};

/**
 * `node scripts/build-browser-script.mjs consent` (or `form`) makes one of them. It is kept as a module that holds it as
 * text, so that our own server and Next's bundles find it the same way.
 */
const which = process.argv[2] ?? '';
const script = scripts[which];
if (script === undefined) throw new Error(`say which script: ${Object.keys(scripts).join(', ')}`);
const bundle = await rolldown({
  input: join(root, script.input),
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
const folder = join(root, script.folder);
mkdirSync(folder, { recursive: true });
writeFileSync(
  join(folder, `${which}-script.ts`),
  `/** Made by scripts/build-browser-script.mjs. */\nexport const ${script.name}: string = ${JSON.stringify(chunk.code.trim())};\n`,
);
