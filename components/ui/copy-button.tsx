'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from './button.tsx';
import { cn } from './cn.ts';
import { IconButton } from './icon-button.tsx';

/** Copies a text and says so, to screen readers as well. */
export function CopyButton({
  text,
  label = 'Copy',
  labelled = false,
  className,
}: {
  text: string;
  label?: string | undefined;
  /** Shows the label beside the icon. */
  labelled?: boolean | undefined;
  className?: string | undefined;
}) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const name = copied ? 'Copied' : label;
  const icon = copied ? <Check aria-hidden="true" className={cn('text-ok')} /> : <Copy aria-hidden="true" />;
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <>
      {labelled ? (
        <Button size="sm" className={className} onClick={copy}>
          {icon}
          {name}
        </Button>
      ) : (
        <IconButton label={name} size="sm" className={className} onClick={copy}>
          {icon}
        </IconButton>
      )}
      <span role="status" className="sr-only">
        {copied ? 'Copied' : ''}
      </span>
    </>
  );
}
