import { join } from 'node:path';
import { runInPlace } from '../scripts/bootstrap/child.mjs';
import { prepare } from '../scripts/bootstrap/prepare.mjs';
import { envFile, projectEnvironment, projectNode } from '../scripts/bootstrap/project-node.mjs';
import { root } from '../scripts/bootstrap/root.mjs';
import { endOnStop } from '../scripts/bootstrap/stop.mjs';

/** Runs the command in the clone's folder, so that a relative data folder means the same here and for the server. */
export function launch(args) {
  return endOnStop(async () => {
    await prepare();
    process.exitCode = await runInPlace(projectNode(), [...envFile(), join(root, 'cli', 'main.ts'), ...args], {
      cwd: root,
      // Paths of files mean what they mean where the command was typed.
      env: projectEnvironment({ HOLDFAST_CALLED_FROM: process.cwd() }),
    });
  });
}
