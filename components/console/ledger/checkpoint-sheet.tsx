'use client';

import { Download } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import type { CheckpointItem } from './ledger-view.tsx';

/** The checkpoint's size as a button that opens the note itself, to copy or to keep as a file. */
export function CheckpointSheet({ checkpoint }: { checkpoint: CheckpointItem }) {
  const { size, root, at, keyVersion, note } = checkpoint;
  const title = size.toLocaleString('en-US');
  return (
    <Sheet
      trigger={
        <button
          type="button"
          className="-mx-1 rounded-xs px-1 font-mono text-sm font-medium text-ink tabular-nums underline-offset-3 hover:underline"
        >
          <span className="sr-only">Checkpoint of </span>
          {title}
        </button>
      }
      title={`Checkpoint of ${title} receipts`}
      description={<RelativeTime at={at} show="datetime" />}
      footer={
        <Button onClick={() => save(`checkpoint-${size}.txt`, note)}>
          <Download aria-hidden="true" /> Download
        </Button>
      }
    >
      <div className="grid gap-4 px-5 py-4">
        <DescriptionList
          items={[
            { term: 'Root', detail: <code className="font-mono text-xs break-all">{root}</code> },
            { term: 'Key', detail: `Version ${keyVersion}` },
          ]}
        />
        <CodeBlock title="The signed note" code={note} wrap />
      </div>
    </Sheet>
  );
}

function save(name: string, text: string): void {
  const href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = href;
  link.download = name;
  link.click();
  // The browser has taken the file over by then.
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}
