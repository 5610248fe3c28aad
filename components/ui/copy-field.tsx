'use client';

import { Eye, EyeOff } from 'lucide-react';
import { useId, useState } from 'react';
import { CopyButton } from './copy-button.tsx';
import { IconButton } from './icon-button.tsx';

export interface CopyFieldProps {
  label: string;
  value: string;
  /** Starts covered, with a button to look: for secrets that are shown once. */
  secret?: boolean | undefined;
  hint?: string | undefined;
}

/** A value to take away. */
export function CopyField({ label, value, secret = false, hint }: CopyFieldProps) {
  const id = useId();
  const [covered, setCovered] = useState(secret);
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-medium text-ink">
        {label}
      </label>
      <span className="control flex h-10 items-center gap-1 pr-1.5 pl-3">
        <input
          id={id}
          readOnly
          value={covered ? `${value.slice(0, 8)}${'•'.repeat(Math.max(value.length - 8, 0))}` : value}
          aria-describedby={hint ? `${id}-hint` : undefined}
          onFocus={(event) => event.currentTarget.select()}
          className="w-full min-w-0 truncate bg-transparent font-mono text-sm outline-none"
        />
        {secret ? (
          <IconButton label={covered ? 'Show' : 'Hide'} size="sm" onClick={() => setCovered(!covered)}>
            {covered ? <Eye aria-hidden="true" /> : <EyeOff aria-hidden="true" />}
          </IconButton>
        ) : null}
        <CopyButton text={value} label={`Copy ${label.toLowerCase()}`} />
      </span>
      {hint ? (
        <p id={`${id}-hint`} className="text-xs text-ink-3">
          {hint}
        </p>
      ) : null}
    </div>
  );
}
