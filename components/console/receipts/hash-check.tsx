'use client';

import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react';
import { useEffect, useState } from 'react';
import { cn } from '../../ui/cn.ts';

export interface HashCheckProps {
  /** The canonical form: the hash covers it after one zero byte. */
  canonical: string;
  /** Hex. */
  hash: string;
  /** Hex. */
  commitment: string;
  opening: { salt: string; detail: string } | null;
}

type Result = 'checking' | 'match' | 'mismatch' | 'unable';

/** Computes hash and commitment in the reader's own browser, so that the answer need not be taken on trust. */
export function HashCheck({ canonical, hash, commitment, opening }: HashCheckProps) {
  const [hashResult, setHashResult] = useState<Result>('checking');
  const [commitmentResult, setCommitmentResult] = useState<Result>('checking');
  const salt = opening?.salt;
  const detail = opening?.detail;

  useEffect(() => {
    let current = true;
    const encoder = new TextEncoder();
    void compare(joined(Uint8Array.of(0), encoder.encode(canonical)), hash).then((result) => {
      if (current) setHashResult(result);
    });
    if (salt !== undefined && detail !== undefined) {
      void compare(joined(bytesOf(salt), encoder.encode(detail)), commitment).then((result) => {
        if (current) setCommitmentResult(result);
      });
    }
    return () => {
      current = false;
    };
  }, [canonical, hash, commitment, salt, detail]);

  return (
    <ul aria-label="Checked in your browser" className="grid gap-2 text-sm">
      <Line result={hashResult} what="hash" />
      {opening ? <Line result={commitmentResult} what="commitment" /> : null}
    </ul>
  );
}

const looks = {
  checking: { Icon: CircleDashed, look: 'text-ink-3' },
  match: { Icon: CircleCheck, look: 'text-ok-ink' },
  mismatch: { Icon: CircleAlert, look: 'text-danger-ink font-semibold' },
  unable: { Icon: CircleDashed, look: 'text-ink-3' },
} as const;

const words: Readonly<Record<'hash' | 'commitment', Readonly<Record<Result, string>>>> = {
  hash: {
    checking: 'Computing the hash in your browser…',
    match: 'Your browser computed the same hash from the canonical form.',
    mismatch: 'Your browser computed another hash: this receipt is not what was written.',
    unable: 'Your browser computes hashes on https pages only.',
  },
  commitment: {
    checking: 'Opening the commitment in your browser…',
    match: 'Your browser opened the commitment with salt and detail.',
    mismatch: 'Salt and detail do not open the commitment: this is not the detail that was written.',
    unable: 'Your browser opens commitments on https pages only.',
  },
};

function Line({ result, what }: { result: Result; what: 'hash' | 'commitment' }) {
  const { Icon, look } = looks[result];
  return (
    <li className={cn('flex items-start gap-2', look)}>
      <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      {words[what][result]}
    </li>
  );
}

async function compare(bytes: Uint8Array<ArrayBuffer>, expectedHex: string): Promise<Result> {
  // Missing on plain http, outside of localhost.
  const { subtle } = globalThis.crypto;
  if (subtle === undefined) return 'unable';
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex === expectedHex.toLowerCase() ? 'match' : 'mismatch';
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return bytes;
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
