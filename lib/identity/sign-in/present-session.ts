import type { z } from 'zod';
import type { GrantRow } from '../oauth/grant-store.ts';
import { presentGrant } from '../oauth/present.ts';
import type { SessionSummary } from '../schema.ts';
import type { SessionRow } from '../session-store.ts';

type Summary = z.output<typeof SessionSummary>;

/** Where a person is signed in, browsers and the programs that act for them, last used first. */
export function presentSessions(
  sessions: readonly SessionRow[],
  grants: readonly GrantRow[],
  currentId: string | null,
): Summary[] {
  return [...sessions.map((row) => presentBrowser(row, currentId)), ...grants.map(presentProgram)].sort((a, b) =>
    b.lastSeenAt < a.lastSeenAt ? -1 : Number(b.lastSeenAt > a.lastSeenAt),
  );
}

function presentBrowser(row: SessionRow, currentId: string | null): Summary {
  return {
    id: row.id,
    current: row.id === currentId,
    method: row.method,
    program: null,
    factor: row.factor,
    organizationName: row.orgName,
    createdAt: row.createdAt,
    lastSeenAt: row.lastSeenAt,
    expiresAt: row.expiresAt,
    userAgent: row.userAgent,
    network: row.addressPrefix,
  };
}

function presentProgram(row: GrantRow): Summary {
  return {
    id: row.id,
    current: false,
    method: 'program',
    program: presentGrant(row).client.name,
    factor: null,
    organizationName: row.orgName,
    createdAt: row.createdAt,
    lastSeenAt: row.lastUsedAt ?? row.createdAt,
    expiresAt: row.expiresAt,
    userAgent: row.device,
    network: null,
  };
}
