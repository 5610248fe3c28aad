// Run by the tests of this folder in a process of its own, which is killed by itself at the nth place where an erasure waits.
import { readEnvironment } from '#lib/platform/env.ts';
import { createOrganizationEraser } from '#lib/privacy/erasure/eraser.ts';
import { startRuntime } from '#lib/start-runtime.ts';
import { eraserParts, withPoints } from './organization-erasure-points.ts';

const [dataDir = '', erasureId = '', killAt = '', root = ''] = process.argv.slice(2);

const env = readEnvironment({ HOLDFAST_DATA_DIR: dataDir, HOLDFAST_LOG: 'silent' });
const rt = await startRuntime({ env, boundOrigin: 'http://127.0.0.1:3000', projectRoot: root, serving: false });
let points = 0;
const parts = withPoints(eraserParts(rt, dataDir), async () => {
  points += 1;
  if (points === Number(killAt)) process.kill(process.pid, 'SIGKILL');
});
const eraser = createOrganizationEraser(parts);
eraser.kick(erasureId);
await eraser.runDue();
await rt.close();
