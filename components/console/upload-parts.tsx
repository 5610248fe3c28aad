import { RequestIdNote } from '../forms/request-id-note.tsx';
import { Callout } from '../ui/callout.tsx';
import { formatBytes } from '../ui/format-bytes.ts';
import { Progress } from '../ui/progress.tsx';

/** Why a file was not taken. */
export function UploadRefusal({ message, requestId }: { message: string; requestId?: string | undefined }) {
  return (
    <Callout tone="danger" live title="The file was not taken">
      {message}
      <RequestIdNote requestId={requestId} />
    </Callout>
  );
}

interface UploadProgressProps {
  file: File;
  sentBytes: number;
  /** What the server does once it has the whole file, where that takes a while. */
  reading?: string | undefined;
}

/** How much of a file has left; after the last byte the server still reads it. */
export function UploadProgress({ file, sentBytes, reading }: UploadProgressProps) {
  // What was sent counts headers too, on some browsers.
  const sent = Math.min(sentBytes, file.size);
  const isRead = sent >= file.size;
  return (
    <Progress
      label={isRead && reading ? `Reading ${file.name}` : `Uploading ${file.name}`}
      value={isRead ? null : sent}
      max={Math.max(file.size, 1)}
      note={isRead && reading ? reading : `${formatBytes(sent)} of ${formatBytes(file.size)}`}
    />
  );
}
