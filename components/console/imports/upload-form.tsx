'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { ImportAnswer } from '#lib/crm/import/schema.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { formatBytes } from '../../ui/format-bytes.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { consolePaths } from '../paths.ts';
import { otherOrganization, type Sending, sessionIsIn } from '../send-file.ts';
import { UploadProgress, UploadRefusal } from '../upload-parts.tsx';
import { SampleLink } from './sample-link.tsx';
import { uploadImport } from './upload-import.ts';

export interface UploadFormProps {
  /** The organisation's slug. */
  org: string;
  /** Largest file, in bytes. */
  bytesMax: number;
  rowsMax: number;
}

type Phase =
  | { readonly name: 'choose' }
  | { readonly name: 'sending'; readonly sentBytes: number }
  | { readonly name: 'stored' }
  | { readonly name: 'refused'; readonly message: string; readonly requestId?: string | undefined };

/** Takes a file, sends it, and goes on to its columns. */
export function UploadForm({ org, bytesMax, rowsMax }: UploadFormProps) {
  const router = useRouter();
  const [file, setFile] = useState<File | null>(null);
  const [phase, setPhase] = useState<Phase>({ name: 'choose' });
  const upload = useRef<Sending<ImportAnswer>>(null);

  useEffect(() => () => upload.current?.abort(), []);

  const unusable = file ? problemOf(file, bytesMax) : undefined;
  const busy = phase.name === 'sending' || phase.name === 'stored';

  async function send(event: FormEvent) {
    event.preventDefault();
    if (!file || unusable || busy) return;
    setPhase({ name: 'sending', sentBytes: 0 });
    if (!(await sessionIsIn(org))) {
      setPhase({ name: 'refused', message: otherOrganization });
      return;
    }
    upload.current = uploadImport(file, (sentBytes) => setPhase({ name: 'sending', sentBytes }));
    const outcome = await upload.current.outcome;
    upload.current = null;
    switch (outcome.kind) {
      case 'stored':
        setPhase({ name: 'stored' });
        router.push(consolePaths.import(org, outcome.answer.id));
        break;
      case 'refused':
        setPhase({ name: 'refused', message: outcome.message, requestId: outcome.requestId });
        break;
      case 'aborted':
        setPhase({ name: 'choose' });
        break;
    }
  }

  return (
    <form onSubmit={send}>
      <Card
        title="Choose a file"
        description="The first row names the columns. What each column is, you see and correct in the next step."
        footer={
          <>
            <span className="mr-auto">
              <SampleLink />
            </span>
            {busy ? (
              <Button
                disabledReason={phase.name === 'stored' ? 'The file has been received.' : undefined}
                onClick={() => upload.current?.abort()}
              >
                Stop upload
              </Button>
            ) : (
              <LinkButton href={consolePaths.imports(org)}>Cancel</LinkButton>
            )}
            <Button
              type="submit"
              variant="primary"
              pending={busy}
              disabledReason={busy ? undefined : file === null ? 'Choose a file first.' : unusable}
            >
              Upload
            </Button>
          </>
        }
      >
        <div className="grid gap-4">
          {phase.name === 'refused' ? <UploadRefusal message={phase.message} requestId={phase.requestId} /> : null}
          {busy && file ? (
            <div className="rounded-lg border border-line bg-sunken px-4 py-5 sm:px-6">
              <UploadProgress
                file={file}
                sentBytes={phase.name === 'sending' ? phase.sentBytes : file.size}
                reading="Looking at every row"
              />
            </div>
          ) : null}
          <div hidden={busy}>
            <FileDrop
              name="file"
              label="Drop a CSV file here, or choose one"
              accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
              hint={`Up to ${formatBytes(bytesMax)} and ${rowsMax.toLocaleString('en-US')} rows; commas, semicolons or tabs`}
              error={unusable}
              onFile={(next) => {
                setFile(next);
                setPhase({ name: 'choose' });
              }}
            />
          </div>
        </div>
      </Card>
    </form>
  );
}

function problemOf(file: File, bytesMax: number): string | undefined {
  if (file.size === 0) return 'This file is empty.';
  if (file.size > bytesMax) {
    return `This file has ${formatBytes(file.size)}; at most ${formatBytes(bytesMax)} can be imported at once. Split it.`;
  }
  if (/\.(?:xlsx?|ods|numbers|pdf|zip)$/i.test(file.name)) {
    return 'This is no CSV file. Open it in its program and save it as CSV.';
  }
  return undefined;
}
