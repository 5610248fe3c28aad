'use client';

import { ShieldCheck } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import type { InclusionProof, LedgerKeys } from '#lib/ledger/schema.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import type { ReceiptReport } from '../../verify/verifier-report.ts';
import { VerifierWorker } from '../../verify/verifier-worker.ts';
import type { OpenReceiptItem } from './receipt-types.ts';
import { TreePicture } from './tree-picture.tsx';

export interface ProofCardProps {
  receipt: Pick<OpenReceiptItem, 'seq' | 'hash' | 'canonical' | 'opening'>;
  inclusion: z.output<typeof InclusionProof>;
  keys: z.output<typeof LedgerKeys>;
}

const number = (value: number) => value.toLocaleString('en-US');

/** That the receipt is in the signed ledger: the picture of it, and a button that computes it in the reader's browser. */
export function ProofCard({ receipt, inclusion, keys }: ProofCardProps) {
  const { seq, size, hash, root, proof, checkpoint } = inclusion;
  const { report, pending, failed, verify } = useReceiptVerifier({ receipt, inclusion, keys });
  return (
    <Card
      title="In the signed ledger"
      description={`Proven against the head of ${number(size)} receipts.`}
      actions={
        <Button variant="primary" pending={pending} onClick={verify}>
          <ShieldCheck aria-hidden="true" /> Verify
        </Button>
      }
    >
      <div className="grid gap-5">
        <div aria-live="polite" className="empty:-mb-5">
          {report === null ? null : <Verdict report={report} />}
          {failed ? (
            <Callout tone="warn">
              The verifier does not run in this browser. Export the receipt and use the command line tool.
            </Callout>
          ) : null}
        </div>
        <TreePicture {...{ seq, size, hash, proof, root }} />
        <details className="text-sm">
          <summary className="w-fit rounded-xs py-1 font-medium text-brand-ink">Proof and signed head</summary>
          <div className="mt-3 grid gap-4">
            {proof.length === 0 ? null : (
              <CodeBlock title="Siblings, from the leaf to the root" code={proof.join('\n')} wrap />
            )}
            <CodeBlock title="Root" code={root} wrap />
            {checkpoint === null ? null : <CodeBlock title="Checkpoint" code={checkpoint} wrap />}
          </div>
        </details>
      </div>
    </Card>
  );
}

function useReceiptVerifier({ receipt, inclusion, keys }: ProofCardProps) {
  const worker = useRef<VerifierWorker | null>(null);
  const [report, setReport] = useState<ReceiptReport | null>(null);
  const [pending, setPending] = useState(false);
  const [failed, setFailed] = useState(false);
  useEffect(() => () => worker.current?.close(), []);

  async function verify() {
    setPending(true);
    setFailed(false);
    setReport(null);
    try {
      worker.current ??= new VerifierWorker();
      await worker.current.ready;
      const given = {
        receipt: JSON.parse(receipt.canonical) as unknown,
        hash: receipt.hash,
        opening: receipt.opening && { detail: receipt.opening.detail, salt: receipt.opening.salt },
        proof: inclusion.proof,
        checkpoint: inclusion.checkpoint ?? '',
        keys: keys.data,
        key: null,
      };
      setReport(await worker.current.verifyReceipt(given));
    } catch {
      setFailed(true);
    } finally {
      setPending(false);
    }
  }

  return { report, pending, failed, verify };
}

function Verdict({ report }: { report: ReceiptReport }) {
  if (!report.ok) {
    return (
      <Callout tone="danger" title="Not verified">
        {report.problem?.message}
      </Callout>
    );
  }
  return (
    <Callout tone="ok" title="Verified in your browser">
      The receipt has this hash, the hash leads to the root, and the root was signed
      {report.time ? (
        <>
          {' '}
          <RelativeTime at={report.time} show="datetime" />
        </>
      ) : null}{' '}
      by <code className="font-mono text-xs [overflow-wrap:anywhere]">{report.key}</code>. Compare that key with the one
      that you noted elsewhere.
    </Callout>
  );
}
