'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { type ArchiveAnswer, archiveUploadBytesMax } from '#lib/privacy/archive/schema.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { formatBytes } from '../../ui/format-bytes.ts';
import { PageLinkButton } from '../../ui/page-link.tsx';
import { consolePaths } from '../paths.ts';
import { otherOrganization, plainFileName, type Sending, sendFile, sessionIsIn } from '../send-file.ts';
import { UploadProgress, UploadRefusal } from '../upload-parts.tsx';

type Phase =
  | { readonly name: 'choose' }
  | { readonly name: 'sending'; readonly sentBytes: number }
  | { readonly name: 'refused'; readonly message: string; readonly requestId?: string | undefined };

/** Takes an archive, sends it, and goes on to what is in it. */
export function UploadArchiveForm({
  org,
  confirmHref,
}: {
  /** The organisation's slug. */
  org: string;
  /** Where to confirm that it is them first; null when that was done a moment ago. */
  confirmHref: string | null;
}) {
  const router = useRouter();
  const [file, setFile] = useState<File | null>(null);
  const [phase, setPhase] = useState<Phase>({ name: 'choose' });
  const sending = useRef<Sending<ArchiveAnswer>>(null);

  useEffect(() => () => sending.current?.abort(), []);

  const busy = phase.name === 'sending';
  const unusable = file ? problemOf(file) : undefined;

  async function send(event: FormEvent) {
    event.preventDefault();
    if (!file || unusable || busy) return;
    setPhase({ name: 'sending', sentBytes: 0 });
    if (!(await sessionIsIn(org))) {
      setPhase({ name: 'refused', message: otherOrganization });
      return;
    }
    sending.current = sendFile<ArchiveAnswer>(file, {
      path: `/archives?${new URLSearchParams({ fileName: plainFileName(file.name, 'archive.zip') })}`,
      contentType: 'application/zip',
      onSent: (sentBytes) => setPhase({ name: 'sending', sentBytes }),
    });
    const outcome = await sending.current.outcome;
    sending.current = null;
    if (outcome.kind === 'stored') router.push(consolePaths.archive(org, outcome.answer.id));
    else if (outcome.kind === 'refused') {
      setPhase({ name: 'refused', message: outcome.message, requestId: outcome.requestId });
    } else setPhase({ name: 'choose' });
  }

  return (
    <form onSubmit={send}>
      <Card
        title="Take in an archive"
        description="The ZIP file that an export made, here or on another installation. It is checked whole before anything of it is written."
        footer={
          <>
            {busy ? <Button onClick={() => sending.current?.abort()}>Stop upload</Button> : null}
            <Button
              type="submit"
              variant="primary"
              pending={busy}
              disabledReason={busy ? undefined : refusalOf(file, confirmHref)}
            >
              Upload and check
            </Button>
          </>
        }
      >
        <div className="grid gap-4">
          {confirmHref === null ? null : (
            <Callout
              tone="info"
              title="Confirm that it is you first"
              action={
                <PageLinkButton size="sm" href={confirmHref}>
                  Confirm
                </PageLinkButton>
              }
            >
              Taking an archive in needs a sign-in of the last ten minutes.
            </Callout>
          )}
          {phase.name === 'refused' ? <UploadRefusal message={phase.message} requestId={phase.requestId} /> : null}
          {busy && file ? <UploadProgress file={file} sentBytes={phase.sentBytes} /> : null}
          <div hidden={busy}>
            <FileDrop
              name="file"
              label="Drop an archive here, or choose one"
              accept=".zip,application/zip"
              hint="Up to 2 GB; over a slow line, the command line is the better way"
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

function refusalOf(file: File | null, confirmHref: string | null): string | undefined {
  if (confirmHref !== null) return 'Confirm that it is you first.';
  return file === null ? 'Choose a file first.' : problemOf(file);
}

function problemOf(file: File): string | undefined {
  if (file.size === 0) return 'This file is empty.';
  if (file.size > archiveUploadBytesMax) {
    return `This file has ${formatBytes(file.size)}; at most ${formatBytes(archiveUploadBytesMax)} can be uploaded.`;
  }
  if (!/\.zip$/i.test(file.name)) return 'This is no archive: an export gives a file that ends in .zip.';
  return undefined;
}
