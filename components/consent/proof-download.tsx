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
    </div>
  );
}
