'use client';

import { useEffect, useState } from 'react';

export interface RelativeTimeProps {
  /** ISO 8601, UTC. */
  at: string;
  /** `relative`: "3 minutes ago"; `date`: "12 Mar 2026"; `datetime`: "12 Mar 2026, 14:05". */
  show?: 'relative' | 'date' | 'datetime' | undefined;
}

const REFRESH_MS = 30_000;

/**
 * A moment, with the exact time as its title. The server writes it in UTC; the browser rewrites it in its own time zone and
 * keeps it fresh.
 */
export function RelativeTime({ at, show = 'relative' }: RelativeTimeProps) {
  const [zone, setZone] = useState('UTC');
  const [nowMs, setNowMs] = useState(() => Date.now());

  useEffect(() => {
    setZone(Intl.DateTimeFormat().resolvedOptions().timeZone);
    setNowMs(Date.now());
    if (show !== 'relative') return;
    const timer = setInterval(() => setNowMs(Date.now()), REFRESH_MS);
    return () => clearInterval(timer);
  }, [show]);

  const text = show === 'relative' ? relativeTo(at, nowMs, zone) : absolute(at, zone, show === 'datetime');
  return (
    <time
      dateTime={at}
      title={`${absolute(at, zone, true)} (${zone})`}
      className="whitespace-nowrap"
      suppressHydrationWarning
    >
      {text}
    </time>
  );
}

function absolute(at: string, timeZone: string, withTime: boolean): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return at;
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    ...(withTime ? { hour: '2-digit', minute: '2-digit' } : {}),
  }).format(date);
}

const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

function relativeTo(at: string, nowMs: number, zone: string): string {
  const deltaMs = new Date(at).getTime() - nowMs;
  if (Number.isNaN(deltaMs)) return at;
  // Beyond a month a date says more than a count of days.
  if (Math.abs(deltaMs) > 30 * 86_400_000) return absolute(at, zone, false);
  const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  for (const [unit, unitMs] of units) {
    if (Math.abs(deltaMs) >= unitMs) return format.format(Math.round(deltaMs / unitMs), unit);
  }
  return 'just now';
}
