'use client';

import { Download } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { buttonVariants } from '../../ui/button-variants.ts';

/** By then the server has noted that the download began. */
const refreshMs = 2_500;

/** Takes the one download, and shows soon after that it was taken. A plain link: the browser saves what it answers. */
export function DownloadExportLink({ id, fileName }: { id: string; fileName: string }) {
  const router = useRouter();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <a
      className={buttonVariants({ variant: 'primary', size: 'sm' })}
      href={`/api/v1/exports/${encodeURIComponent(id)}/download`}
      download={fileName}
      onClick={() => {
        timer.current = setTimeout(() => router.refresh(), refreshMs);
      }}
    >
      <Download aria-hidden="true" /> Download
    </a>
  );
}
