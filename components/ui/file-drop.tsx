'use client';

import { FileText, Upload } from 'lucide-react';
import { useId, useState } from 'react';
import { cn } from './cn.ts';
import { formatBytes } from './format-bytes.ts';

export interface FileDropProps {
  name: string;
  label: string;
  /** For example ".csv,text/csv". */
  accept?: string | undefined;
  hint?: string | undefined;
  error?: string | undefined;
  required?: boolean | undefined;
  onFile?: ((file: File | null) => void) | undefined;
}

/** Takes one file by drop or by choosing. A native file input underneath, so a plain form can send it. */
export function FileDrop({ name, label, accept, hint, error, required, onFile }: FileDropProps) {
  const id = useId();
  const [over, setOver] = useState(false);
  const [file, setFile] = useState<File | null>(null);

  function take(next: File | null) {
    setFile(next);
    onFile?.(next);
  }

  return (
    <div className="grid gap-1.5">
      <div
        className={cn(
          'relative flex flex-col items-center justify-center rounded-lg border border-dashed border-control-line bg-sunken px-6 py-9 text-center transition-colors has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-focus hover:bg-hover',
          over && 'border-brand bg-brand-soft',
          error && 'border-danger',
        )}
      >
        <span className="mb-3 grid size-10 place-items-center rounded-full border border-line bg-raised text-brand-ink shadow-xs">
          {file ? <FileText aria-hidden="true" className="size-5" /> : <Upload aria-hidden="true" className="size-5" />}
        </span>
        <label htmlFor={id} className="text-sm font-medium text-ink">
          {file ? file.name : label}
        </label>
        <p id={`${id}-hint`} className="mt-1 text-xs text-ink-3">
          {file ? `${formatBytes(file.size)}. Drop or choose another to replace it.` : hint}
        </p>
        <input
          id={id}
          type="file"
          name={name}
          accept={accept}
          required={required}
          aria-describedby={`${id}-hint`}
          aria-invalid={error ? true : undefined}
          onChange={(event) => take(event.currentTarget.files?.[0] ?? null)}
          onDragEnter={() => setOver(true)}
          onDragLeave={() => setOver(false)}
          onDrop={() => setOver(false)}
          className="absolute inset-0 size-full cursor-pointer rounded-lg opacity-0"
        />
      </div>
      {error ? <p className="text-xs font-medium text-danger-ink">{error}</p> : null}
    </div>
  );
}
