import { Download } from 'lucide-react';

const samplePath = '/samples/contacts-sample.csv';

/** A small file to try an import with, or to copy the column names of. */
export function SampleLink() {
  return (
    <a
      href={samplePath}
      download
      className="inline-flex min-h-6 items-center gap-1.5 rounded-xs text-sm font-medium text-brand-ink underline decoration-brand-line underline-offset-3 hover:decoration-current"
    >
      <Download aria-hidden="true" className="size-4" /> Sample file
    </a>
  );
}
