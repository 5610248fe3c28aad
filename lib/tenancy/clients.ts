import type { PrismaClient as ControlPrismaClient } from '#prisma/control';
import type { PrismaClient as TenantPrismaClient } from '#prisma/tenant';

export type ControlClient = ControlPrismaClient;
export type TenantClient = TenantPrismaClient;
