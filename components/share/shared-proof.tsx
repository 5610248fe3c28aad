'use client';

import { Download, ShieldCheck } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { projectionFile, projectionFileName } from '#lib/ledger/share/projection-file.ts';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { Card } from '../ui/card.tsx';
import { Field } from '../ui/field.tsx';
import { Textarea } from '../ui/textarea.tsx';
import { ResultCard } from '../verify/result-card.tsx';
import type { ExportReport } from '../verify/verifier-report.ts';
import { NoVerifierKey, VerifierWorker } from '../verify/verifier-worker.ts';
import type { SharedItem } from './shared-receipts-view.tsx';

/** Verifies what the page shows, here, and hands it out as a file: nothing more is asked of the server for either. */
export function SharedProof({ shared }: { shared: SharedItem }) {
  const worker = useRef<VerifierWorker | null>(null);
  const [report, setReport] = useState<ExportReport | null>(null);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<{ key?: string; other?: string }>({});
  const [key, setKey] = useState('');
  useEffect(() => () => worker.current?.close(), []);

  const name = projectionFileName(shared);
  const file = () => new File([projectionFile(shared)], name, { type: 'application/jsonl' });

  async function verify() {
    setPending(true);
    setProblem({});
    setReport(null);
    try {
      worker.current ??= new VerifierWorker();
      await worker.current.ready;
      const pinned = key.trim();
      const job = { file: file(), key: pinned === '' ? null : pinned, checkpoints: [], consistency: [] };
      setReport(await worker.current.verify(job, () => undefined));
    } catch (error) {
      if (error instanceof NoVerifierKey) setProblem({ key: 'This is no public key of a ledger.' });
      else
        setProblem({ other: 'The verifier does not run in this browser. Download the file and check it elsewhere.' });
    } finally {
      setPending(false);
    }
  }

  return (
    <>
      <Card
        title="Verify"
        description="Your browser computes every proof and checks the signature; nothing is sent anywhere."
        actions={
          <>
            <Button onClick={() => save(file())}>
              <Download aria-hidden="true" /> Download the proof
            </Button>
            <Button variant="primary" pending={pending} onClick={verify}>
              <ShieldCheck aria-hidden="true" /> Verify
            </Button>
          </>
        }
      >
        <Field
          label="Public key"
          optional
          hint="As you were told it by a way of your own. Without it, what is shown can only be checked against itself."
          error={problem.key}
        >
          <Textarea
            name="key"
            rows={2}
            spellCheck={false}
            autoComplete="off"
            maxLength={1_000}
            value={key}
            onChange={(event) => setKey(event.currentTarget.value)}
            className="min-h-16 font-mono text-xs"
          />
        </Field>
        {problem.other === undefined ? null : (
          <Callout tone="danger" live className="mt-4">
            {problem.other}
          </Callout>
        )}
      </Card>
      <div aria-live="polite" className="empty:hidden">
        {report === null ? null : <ResultCard name={name} report={report} />}
      </div>
    </>
  );
}

function save(file: File): void {
  const href = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = href;
  link.download = file.name;
  link.click();
  // The browser has taken the file over by then.
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}
