import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type ExportReport, standalonePath, type VerifyExportOptions } from './holdfast-verify.ts';

/** What a browser's worker has and Node's has not, and the other way round: the program decides by these what it uses. */
const browserScope = `
  const { parentPort, workerData } = require('node:worker_threads');
  delete globalThis.process;
  delete globalThis.Buffer;
  globalThis.WorkerGlobalScope = class { static [Symbol.hasInstance]() { return true; } };
  globalThis.postMessage = (message) => parentPort.postMessage(message);
  parentPort.on('message', (data) => globalThis.onmessage({ data }));
  import(workerData);
`;

interface Answer {
  readonly ready?: true;
  readonly report?: ExportReport;
  readonly failure?: string;
}

/**
 * The verdict of the worker of the page /verify on a file, in Node: the code that browsers run (its own SHA-256, WebCrypto, no
 * Node), spoken to as the page does.
 */
export async function verifyInWorker(
  bytes: Uint8Array<ArrayBuffer>,
  options: VerifyExportOptions & { readonly key: string | null },
): Promise<ExportReport> {
  const file = new Blob([bytes]);
  const worker = new Worker(browserScope, { eval: true, workerData: pathToFileURL(standalonePath).href });
  try {
    return await new Promise((resolve, reject) => {
      worker.once('error', reject);
      worker.on('message', ({ ready, report, failure }: Answer) => {
        if (ready) worker.postMessage({ id: 1, verify: { file, ...options } });
        else if (report) resolve(report);
        else if (failure !== undefined) reject(new Error(failure));
      });
    });
  } finally {
    await worker.terminate();
  }
}
