import type { SqlValue, WriteTx } from '../../platform/db/types.ts';
import type { TenantClient } from '../../tenancy/clients.ts';
import type { Reads, TenantContext } from '../../tenancy/context.ts';
import { contactNameOf, contactNameSql, namingColumns } from '../contact-name.ts';
import { type Page, readPage } from '../keyset.ts';
import type { ActivityKind } from './schema.ts';

export interface ActivityRow {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly body: string | null;
  readonly dueAt: string | null;
  readonly doneAt: string | null;
  readonly contactId: string | null;
  readonly contactName: string | null;
  readonly dealId: string | null;
  readonly dealTitle: string | null;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export async function findActivity(db: Reads<TenantClient>, id: string): Promise<ActivityRow | undefined> {
  const found = await db.prisma.activity.findUnique({
    where: { id },
    include: { contact: { select: namingColumns }, deal: { select: { title: true } } },
  });
  if (found === null) return undefined;
  const { contact, deal, ...row } = found;
  return { ...row, contactName: contactNameOf(contact), dealTitle: deal?.title ?? null };
}

/** What an activity may point to; each part undefined when there is no such record. */
export interface ActivityTargets {
  readonly contact: { readonly name: string | null } | undefined;
  readonly deal: { readonly title: string; readonly contactId: string | null } | undefined;
}

export async function findTargets(
  db: Reads<TenantClient>,
  ids: { readonly contactId: string | null; readonly dealId: string | null },
): Promise<ActivityTargets> {
  const { contactId, dealId } = ids;
  const contact =
    contactId === null ? null : await db.prisma.contact.findUnique({ where: { id: contactId }, select: namingColumns });
  const deal =
    dealId === null
      ? null
      : await db.prisma.deal.findUnique({ where: { id: dealId }, select: { title: true, contactId: true } });
  return { contact: contact === null ? undefined : { name: contactNameOf(contact) }, deal: deal ?? undefined };
}

function columnsOf(row: ActivityRow) {
  const { contactName: _contactName, dealTitle: _dealTitle, ...columns } = row;
  return columns;
}

export async function insertActivity(tx: WriteTx<TenantClient>, row: ActivityRow): Promise<void> {
  await tx.prisma.activity.create({ data: columnsOf(row) });
}

export async function replaceActivity(tx: WriteTx<TenantClient>, row: ActivityRow): Promise<void> {
  const { id, ...data } = columnsOf(row);
  await tx.prisma.activity.update({ where: { id }, data });
}

export async function removeActivity(tx: WriteTx<TenantClient>, id: string): Promise<void> {
  await tx.prisma.activity.delete({ where: { id } });
}

interface ActivityQuery {
  readonly sort: string;
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly q?: string | undefined;
  readonly kind?: ActivityKind | undefined;
  readonly contactId?: string | undefined;
  readonly dealId?: string | undefined;
  readonly done?: boolean | undefined;
  readonly dueBefore?: string | undefined;
}

const listed = `"id", "kind", "subject", "body", "dueAt", "doneAt", "contactId", ${contactNameSql('Activity')}, "dealId",
  (SELECT d."title" FROM "Deal" d WHERE d."id" = "Activity"."dealId") AS "dealTitle",
  "version", "createdAt", "updatedAt"`;
const sortColumns = { createdAt: 'createdAt', dueAt: 'dueAt' } as const;

export function listActivityRows(ctx: TenantContext, query: ActivityQuery): Promise<Page<ActivityRow>> {
  const sql: string[] = [];
  const params: SqlValue[] = [];
  for (const name of ['kind', 'contactId', 'dealId'] as const) {
    const value = query[name];
    if (value === undefined) continue;
    sql.push(`"${name}" = ?`);
    params.push(value);
  }
  if (query.done !== undefined) sql.push(query.done ? '"doneAt" IS NOT NULL' : '"doneAt" IS NULL');
  if (query.dueBefore !== undefined) {
    sql.push('"dueAt" < ?');
    params.push(query.dueBefore);
  }
  if (query.q) {
    sql.push(`"subject" LIKE ? ESCAPE '\\'`);
    params.push(`%${query.q.replace(/[\\%_]/g, '\\$&')}%`);
  }
  return readPage<ActivityRow>(ctx, query, {
    list: 'activities.list',
    table: 'Activity',
    select: listed,
    sortColumns,
    where: { sql, params },
  });
}
