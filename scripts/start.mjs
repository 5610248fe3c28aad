/**
 * `npm start`: from a fresh clone to a listening server, on any Node from 18 on. With `--dev` pages are compiled as they
 * are asked for and reload on change.
 *
 * Nothing is imported statically, so that an older Node still reads far enough to be told what is wrong.
 */
if (Number(process.versions.node.split('.')[0]) < 18) {
  console.error(`holdfast: Node 18 or newer is needed, and this is ${process.versions.node}.`);
  process.exitCode = 1;
} else {
  void import('./bootstrap/serve.mjs').then(({ serve }) => serve({ dev: process.argv.includes('--dev') }));
}
