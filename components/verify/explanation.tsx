import { Card } from '../ui/card.tsx';
import { CodeBlock } from '../ui/code-block.tsx';
import { verifierPath } from './verifier-worker.ts';

/** What a verified export proves, what it cannot, and how to do without this page. */
export function Explanation() {
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      <Card title="What this proves">
        <ul className="grid list-disc gap-1.5 pl-4 text-sm text-ink-2">
          <li>Every receipt in the file is as it was written, and stands in its place.</li>
          <li>Every detail in the file is what its receipt committed to.</li>
          <li>The holder of the key that you gave signed exactly this ledger, up to the checkpoint.</li>
          <li>With a checkpoint that you saved: nothing before it was changed, cut or rolled back since.</li>
        </ul>
      </Card>
      <Card title="What it does not prove">
        <ul className="grid list-disc gap-1.5 pl-4 text-sm text-ink-2">
          <li>That what a receipt says is true: only that it was said, then, and not changed since.</li>
          <li>That a detail was erased rather than left out of the file.</li>
          <li>That a filtered export holds everything that its filter means.</li>
          <li>Anything that was written after the checkpoint.</li>
        </ul>
      </Card>
      <Card title="Without this page" className="lg:col-span-2">
        <div className="grid gap-3 text-sm text-ink-2">
          <p className="max-w-prose">
            Whoever does not trust the server need not trust a page that it serves. The verifier is{' '}
            <a
              href={verifierPath}
              download="holdfast-verify.mjs"
              className="rounded-xs font-medium text-brand-ink underline decoration-brand-line underline-offset-3 hover:decoration-current"
            >
              one file
            </a>{' '}
            without dependencies: get it once, read it, keep it, and run it with Node 18 or newer.
          </p>
          <CodeBlock title="In a terminal" code="node holdfast-verify.mjs acme.ledger.jsonl --key '<public key>'" />
        </div>
      </Card>
    </div>
  );
}
