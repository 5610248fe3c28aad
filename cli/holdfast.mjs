#!/usr/bin/env node
/**
 * The `holdfast` command, on any Node from 18 on: prepares the clone where that is still to be done (on stderr), then
 * runs cli/main.ts with the project's Node. Settings come from the environment and from `.env` of the clone.
 */
if (Number(process.versions.node.split('.')[0]) < 18) {
  console.error(`holdfast: Node 18 or newer is needed, and this is ${process.versions.node}.`);
  process.exitCode = 1;
} else {
  void import('./launch.mjs').then(({ launch }) => launch(process.argv.slice(2)));
}
