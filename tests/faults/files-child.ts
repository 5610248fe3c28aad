// Run by files-crash.test.ts in a process of its own: begins an upload for an organisation and dies at the point that it is
// told: in the middle of the bytes, or between the object and its row. Speaks in lines on stdout.
import { uploadFile } from '#lib/files/upload-file.ts';
import { call, keyPrincipal } from '../support/call.ts';
import { streamOf } from '../support/imports.ts';
import { createTestRuntime } from '../support/test-runtime.ts';

const [dataDir = '', orgId = '', point = '', content = ''] = process.argv.slice(2);
const rt = await createTestRuntime({ dataDir });
const die = () => process.kill(process.pid, 'SIGKILL');

if (point === 'before the row') {
  const { store } = rt.objects;
  const put = store.put.bind(store);
  Object.assign(store, {
    put: async (...params: Parameters<typeof put>) => {
      await put(...params);
      die();
      await new Promise(() => undefined);
    },
  });
}

const body = async function* () {
  for (let sent = 0; sent < 40; sent += 1) {
    yield Buffer.from(content.repeat(1_000));
    if (point === 'in the middle' && sent === 30) {
      die();
      await new Promise(() => undefined);
    }
  }
};
await call(uploadFile, keyPrincipal(orgId), {}, { request: { body: streamOf(body()), fileName: 'x.txt' } });
process.stdout.write('done\n');
process.exit(0);
