// Run by the tests of this folder in a process of its own, which is killed by itself right after it has signed a checkpoint.
import { readEnvironment } from '#lib/platform/env.ts';
import { startRuntime } from '#lib/start-runtime.ts';

const [dataDir = '', folder = '', orgId = '', root = ''] = process.argv.slice(2);

const env = readEnvironment({
  HOLDFAST_DATA_DIR: dataDir,
  HOLDFAST_LOG: 'silent',
  LEDGER_CHECKPOINT_DIR: folder,
});
const rt = await startRuntime({ env, boundOrigin: 'http://127.0.0.1:3000', projectRoot: root, serving: false });
Object.assign(rt.publisher, { noteSigned: () => process.kill(process.pid, 'SIGKILL') });
const lease = await rt.tenancy.acquire(orgId);
await rt.checkpoints.sign(orgId, lease.db);
