import type { SqlValue, WriteTx } from '../../platform/db/types.ts';
import type { TenantClient } from '../../tenancy/clients.ts';
import type { Reads, TenantContext } from '../../tenancy/context.ts';
import { contactNameOf, contactNameSql, namingColumns } from '../contact-name.ts';
import { type Page, readPage } from '../keyset.ts';
import type { DealStage } from './schema.ts';

export interface DealRow {
  readonly id: string;
  readonly contactId: string | null;
  readonly contactName: string | null;
  readonly title: string;
  readonly stage: string;
  readonly amountMinor: number | null;
  readonly currency: string | null;
  readonly expectedCloseOn: string | null;
  readonly closedAt: string | null;
  readonly notes: string | null;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

const withContact = { contact: { select: namingColumns } } as const;

export async function findDeal(db: Reads<TenantClient>, id: string): Promise<DealRow | undefined> {
  const found = await db.prisma.deal.findUnique({ where: { id }, include: withContact });
  if (found === null) return undefined;
  const { contact, amountMinor, ...row } = found;
  return {
    ...row,
    amountMinor: amountMinor === null ? null : Number(amountMinor),
    contactName: contactNameOf(contact),
  };
}

/** The columns of a deal as Prisma writes them. */
function columnsOf(row: DealRow) {
  const { contactName: _derived, amountMinor, ...columns } = row;
  return { ...columns, amountMinor: amountMinor === null ? null : BigInt(amountMinor) };
}

export async function insertDeal(tx: WriteTx<TenantClient>, row: DealRow): Promise<void> {
  await tx.prisma.deal.create({ data: columnsOf(row) });
}

export async function replaceDeal(tx: WriteTx<TenantClient>, row: DealRow): Promise<void> {
  const { id, ...data } = columnsOf(row);
  await tx.prisma.deal.update({ where: { id }, data });
}

/** Removes a deal with its activities. @returns how many of those went. */
export async function removeDeal(tx: WriteTx<TenantClient>, id: string): Promise<number> {
  const activities = await tx.prisma.activity.count({ where: { dealId: id } });
  await tx.prisma.deal.delete({ where: { id } });
  return activities;
}

/** The name of a contact to point at; undefined when there is no such contact. */
export async function findContactName(db: Reads<TenantClient>, id: string): Promise<string | null | undefined> {
  const contact = await db.prisma.contact.findUnique({ where: { id }, select: namingColumns });
  return contact === null ? undefined : contactNameOf(contact);
}

interface DealQuery {
  readonly sort: string;
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly q?: string | undefined;
  readonly stage?: DealStage | undefined;
  readonly contactId?: string | undefined;
}

const listed = `"id", "contactId", ${contactNameSql('Deal')}, "title", "stage", "amountMinor", "currency",
  "expectedCloseOn", "closedAt", "notes", "version", "createdAt", "updatedAt"`;
const sortColumns = { createdAt: 'createdAt', expectedCloseOn: 'expectedCloseOn', title: 'title' } as const;

export function listDealRows(ctx: TenantContext, query: DealQuery): Promise<Page<DealRow>> {
  const sql: string[] = [];
  const params: SqlValue[] = [];
  if (query.stage !== undefined) {
    sql.push('"stage" = ?');
    params.push(query.stage);
  }
  if (query.contactId !== undefined) {
    sql.push('"contactId" = ?');
    params.push(query.contactId);
  }
  if (query.q) {
    sql.push(`"title" LIKE ? ESCAPE '\\'`);
    params.push(`%${query.q.replace(/[\\%_]/g, '\\$&')}%`);
  }
  return readPage<DealRow>(ctx, query, {
    list: 'deals.list',
    table: 'Deal',
    select: listed,
    sortColumns,
    where: { sql, params },
  });
}
