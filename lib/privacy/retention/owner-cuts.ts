import type { TenantContext } from '../../tenancy/context.ts';
import type { CutTo } from './cut.ts';
import type { RetentionRuleName } from './rules.ts';

/** What takes more than deleting rows, and is done by those whose records they are, under receipts of their own. */
export interface OwnerCut {
  count(ctx: TenantContext, to: CutTo): Promise<number>;
  /** A bounded piece; what is left is found the next time. @returns how many went. */
  cut(ctx: TenantContext, to: CutTo): Promise<number>;
}

export const ownerCuts: Readonly<Partial<Record<RetentionRuleName, OwnerCut>>> = {};
