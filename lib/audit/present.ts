import type { z } from 'zod';
import { mayDo, type Principal } from '../access/principal.ts';
import type { SqlReader } from '../platform/db/types.ts';
import { visibleText } from '../platform/visible-text.ts';
import type { AuditDetail, AuditEvent, InstallationEvent } from './schema.ts';
import { type AuditRow, keyNames, memberNames, programNames } from './store.ts';

type Names = ReadonlyMap<string, string>;

const nameCharsMax = 200;

/** What the actors of these events are called, as far as the reader may see members, keys and programs of the organisation. */
export async function actorNames(
  db: SqlReader,
  orgId: string,
  reader: Principal,
  rows: readonly AuditRow[],
): Promise<Names> {
  const actors = [...new Set(rows.flatMap(({ actor }) => actor ?? []))];
  const people = actors.filter((id) => id.startsWith('usr_'));
  const keys = actors.filter((id) => id.startsWith('key_'));
  const programs = actors.filter((id) => id.startsWith('grt_'));
  const named = [
    ...(people.length > 0 && mayDo(reader, 'members:read') ? await memberNames(db, orgId, people) : []),
    ...(keys.length > 0 && mayDo(reader, 'apiKeys:read') ? await keyNames(db, orgId, keys) : []),
    ...(programs.length > 0 && mayDo(reader, 'oauthClients:read') ? await programNames(db, orgId, programs) : []),
  ];
  return new Map(named.map(({ id, name }) => [id, visibleText(name, nameCharsMax)]));
}

/** An event as it leaves: every field named. Its texts were made visible when it was noted. */
export function presentEvent(row: AuditRow, names: Names): z.output<typeof AuditEvent> {
  return {
    id: row.id,
    at: row.at,
    action: row.action,
    outcome: row.outcome === 'ok' ? 'ok' : 'refused',
    reason: row.reason,
    actor: row.actor,
    actorName: (row.actor !== null && names.get(row.actor)) || null,
    address: row.address,
    door: row.door,
    userAgent: row.userAgent,
    requestId: row.requestId,
    detail: detailOf(row.detail),
  };
}

/** The same for the operator, with the organisation that it belongs to. */
export function presentInstallationEvent(row: AuditRow): z.output<typeof InstallationEvent> {
  return { ...presentEvent(row, new Map()), orgId: row.orgId };
}

function detailOf(json: string | null): z.output<typeof AuditDetail> {
  return json === null ? {} : (JSON.parse(json) as z.output<typeof AuditDetail>);
}
