import { Download } from 'lucide-react';
import { buttonVariants } from '../ui/button-variants.ts';

interface ProofDownloadProps {
  /** Of the choice. */
  id: string;
  /** The file. It stands in the page, so that nothing has to be asked for again. */
  proof: string;
}

/** The proof of one choice as a file, and how it is checked. Works without JavaScript. */
export function ProofDownload({ id, proof }: ProofDownloadProps) {
  const key = newestKey(proof);
  return (
    <div className="grid gap-2">
      <div>
        <a
          href={`data:application/jsonl;charset=utf-8,${encodeURIComponent(proof)}`}
          download={`${id}.consent.jsonl`}
          className={buttonVariants({ variant: 'secondary', size: 'sm' })}
        >
          <Download aria-hidden="true" /> Download the proof
        </a>
      </div>
      <p className="text-xs text-ink-3">
        Anybody can check the file, without us:{' '}
        <a href="/verify" className="underline">
          on this page
        </a>
        , or with{' '}
        <a href="/holdfast-verify.mjs" className="underline" download>
          a program
        </a>{' '}
        on their own machine.
      </p>
      {key === null ? null : (
        <p className="text-xs text-ink-3">
          Note this public key too, apart from the file. Whoever checks gives it along, so that nobody can put another
          ledger in the place of this one:{' '}
          <code className="select-all font-mono text-2xs text-ink-2 [overflow-wrap:anywhere]">{key}</code>
        </p>
      )}
    </div>
  );
}

/** The key that signs the ledger of a proof, as the first line of the file names it. docs/ledger-format.md, section 5. */
function newestKey(proof: string): string | null {
  const head = JSON.parse(proof.slice(0, proof.indexOf('\n'))) as {
    readonly keys: readonly { readonly vkey: string }[];
  };
  return head.keys.at(-1)?.vkey ?? null;
}
