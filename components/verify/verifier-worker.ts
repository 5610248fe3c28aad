import type { ExportReport, ReceiptProof, ReceiptReport, VerifyJob, VerifyProgress } from './verifier-report.ts';

/**
 * Where the standalone verifier is served: the file that people download is the one that runs here, in a worker of its
 * own, so that the page stays responsive. Loaded once; after that nothing is asked of the network.
 */
export const verifierPath = '/holdfast-verify.mjs';

/** The pinned key that was given is none. */
export class NoVerifierKey extends Error {}

interface Answer {
  readonly id?: number;
  readonly ready?: true;
  readonly progress?: VerifyProgress;
  readonly report?: unknown;
  readonly failure?: string;
}

interface Waiting {
  readonly onProgress: (progress: VerifyProgress) => void;
  readonly resolve: (report: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The verifier, running beside the page. */
export class VerifierWorker {
  /** Settles when the verifier has been loaded; from then on it works without a network. */
  readonly ready: Promise<void>;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #jobs = 0;

  constructor() {
    this.#worker = new Worker(verifierPath, { type: 'module' });
    this.ready = new Promise((resolve, reject) => {
      this.#worker.addEventListener('error', () => {
        const error = new Error('The verifier could not be loaded.');
        reject(error);
        for (const { reject: give } of this.#waiting.values()) give(error);
        this.#waiting.clear();
      });
      this.#worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
        if (data.ready) resolve();
        else this.#receive(data);
      });
    });
    // Whoever needs to know asks; nobody asking is no mistake.
    this.ready.catch(() => undefined);
  }

  /**
   * Verifies an export, reading the file in portions.
   * @throws NoVerifierKey when the pinned key is none; Error when the file cannot be read, or the signal gave up.
   */
  verify(job: VerifyJob, onProgress: (progress: VerifyProgress) => void, signal?: AbortSignal): Promise<ExportReport> {
    return this.#ask({ verify: job }, onProgress, signal) as Promise<ExportReport>;
  }

  /** Verifies one receipt by its proof. */
  verifyReceipt(proof: ReceiptProof): Promise<ReceiptReport> {
    return this.#ask({ receipt: proof }, () => undefined) as Promise<ReceiptReport>;
  }

  close(): void {
    this.#worker.terminate();
  }

  #ask(question: object, onProgress: Waiting['onProgress'], signal?: AbortSignal): Promise<unknown> {
    this.#jobs += 1;
    const id = this.#jobs;
    signal?.addEventListener('abort', () => this.#worker.postMessage({ id, cancel: true }));
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { onProgress, resolve, reject });
      this.#worker.postMessage({ id, ...question });
    });
  }

  #receive({ id, progress, report, failure }: Answer): void {
    const waiting = this.#waiting.get(id ?? 0);
    if (waiting === undefined) return;
    if (progress !== undefined) {
      waiting.onProgress(progress);
      return;
    }
    this.#waiting.delete(id ?? 0);
    if (failure === undefined) waiting.resolve(report);
    else waiting.reject(failure === 'key' ? new NoVerifierKey() : new Error(failure));
  }
}
