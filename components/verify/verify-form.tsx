'use client';

import { ShieldCheck } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { Card } from '../ui/card.tsx';
import { Field } from '../ui/field.tsx';
import { FileDrop } from '../ui/file-drop.tsx';
import { Progress } from '../ui/progress.tsx';
import { Textarea } from '../ui/textarea.tsx';
import { ResultCard } from './result-card.tsx';
import { SavedFiles } from './saved-files.tsx';
import type { ExportReport, VerifyJob, VerifyProgress } from './verifier-report.ts';
import { NoVerifierKey, VerifierWorker } from './verifier-worker.ts';

/** Notes and proofs are a few kilobytes; what is larger is another file. */
const savedBytesMax = 1024 * 1024;

interface Problems {
  readonly key?: string;
  readonly saved?: string;
  readonly file?: string;
}

type Loading = 'loading' | 'ready' | 'failed';

/** Checks an export in the browser. After the page has loaded, nothing is sent and nothing is fetched. */
export function VerifyForm() {
  const { worker, loading } = useVerifier();
  const [file, setFile] = useState<File | null>(null);
  const [saved, setSaved] = useState<readonly File[]>([]);
  const [progress, setProgress] = useState<VerifyProgress | null>(null);
  const [result, setResult] = useState<{ name: string; report: ExportReport } | null>(null);
  const [problems, setProblems] = useState<Problems>({});
  const running = useRef<AbortController | null>(null);

  async function verify(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const verifier = worker.current;
    if (file === null || verifier === null || running.current !== null) return;
    const key = String(new FormData(event.currentTarget).get('key') ?? '').trim();
    const giveUp = new AbortController();
    running.current = giveUp;
    setResult(null);
    setProblems({});
    setProgress({ receipts: 0, bytes: 0 });
    try {
      const job = { file, key: key === '' ? null : key, ...(await readSaved(saved)) };
      setResult({ name: file.name, report: await verifier.verify(job, setProgress, giveUp.signal) });
    } catch (error) {
      if (!giveUp.signal.aborted) setProblems(problemsOf(error));
    } finally {
      running.current = null;
      setProgress(null);
    }
  }

  const reason = reasonNotTo(loading, file);
  return (
    <div className="grid gap-6">
      <form onSubmit={verify} aria-label="Verify an export">
        <Card
          footer={
            <>
              {progress === null ? null : <Button onClick={() => running.current?.abort()}>Stop</Button>}
              <Button type="submit" variant="primary" pending={progress !== null} disabledReason={reason}>
                <ShieldCheck aria-hidden="true" /> Verify
              </Button>
            </>
          }
        >
          <div className="grid gap-5">
            {loading === 'failed' ? (
              <Callout tone="danger" title="The verifier could not be loaded" live>
                This browser may be too old for it. The command line tool below does the same.
              </Callout>
            ) : null}
            <FileDrop
              name="export"
              label="Drop an export here, or choose one"
              hint="A file that ends in .ledger.jsonl. It stays on this machine."
              accept=".jsonl,application/jsonl"
              error={problems.file}
              onFile={setFile}
            />
            <Field
              label="Public key"
              optional
              hint="As you noted it earlier, or were told by a way of your own. Without it the file can only be checked against itself."
              error={problems.key}
            >
              <Textarea
                name="key"
                rows={2}
                spellCheck={false}
                autoComplete="off"
                maxLength={1_000}
                placeholder="holdfast.example.com/ledger/org_…+1a2b3c4d+A…"
                className="min-h-16 font-mono text-xs"
              />
            </Field>
            <SavedFiles files={saved} onFiles={setSaved} error={problems.saved} />
            {progress === null || file === null ? null : (
              <Progress
                label="Checking every receipt"
                value={progress.bytes}
                max={Math.max(1, file.size)}
                note={`${progress.receipts.toLocaleString('en-US')} receipts`}
              />
            )}
          </div>
        </Card>
      </form>
      <div aria-live="polite" className="empty:hidden">
        {result === null ? null : <ResultCard {...result} />}
      </div>
    </div>
  );
}

/** The verifier, loaded with the page, so that it is there when the network is not. */
function useVerifier() {
  const worker = useRef<VerifierWorker | null>(null);
  const [loading, setLoading] = useState<Loading>('loading');
  useEffect(() => {
    const started = new VerifierWorker();
    worker.current = started;
    started.ready.then(
      () => setLoading('ready'),
      () => setLoading('failed'),
    );
    return () => {
      worker.current = null;
      started.close();
    };
  }, []);
  return { worker, loading };
}

function reasonNotTo(loading: Loading, file: File | null): string | undefined {
  if (loading === 'loading') return 'The verifier is being loaded.';
  if (loading === 'failed') return 'The verifier could not be loaded.';
  return file === null ? 'Choose an export first.' : undefined;
}

class UnusableFile extends Error {}

/** Notes are checkpoints; JSON is a consistency proof. */
async function readSaved(files: readonly File[]): Promise<Pick<VerifyJob, 'checkpoints' | 'consistency'>> {
  const checkpoints: { name: string; note: string }[] = [];
  const consistency: unknown[] = [];
  for (const file of files) {
    if (file.size > savedBytesMax) throw new UnusableFile(`${file.name} is too large to be a checkpoint.`);
    const text = await file.text();
    if (!text.startsWith('{')) checkpoints.push({ name: file.name, note: text });
    else consistency.push(parsed(file.name, text));
  }
  return { checkpoints, consistency };
}

function parsed(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UnusableFile(`${name} is neither a checkpoint nor a consistency proof.`);
  }
}

function problemsOf(error: unknown): Problems {
  if (error instanceof NoVerifierKey) {
    return {
      key: 'This is no public key of a ledger: it has three parts, joined by +, the name, eight digits, and the key.',
    };
  }
  if (error instanceof UnusableFile) return { saved: error.message };
  return { file: 'The file could not be read to its end. Choose it again.' };
}
