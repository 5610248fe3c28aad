import type { RequestMeta } from '#lib/access/request.ts';
import type { IdPrefix } from '#lib/platform/ids.ts';
import type { TestOrganization } from './call.ts';

/** One valid call of an operation, made for an organisation: its records are made as they are needed. */
export interface OperationSample {
  readonly input: (org: TestOrganization) => Promise<Record<string, unknown>>;
  /** The members of the input that name records of the organisation: what an attacker would put others' ids into. */
  readonly ids: Readonly<Record<string, IdPrefix>>;
  /** The request's body, for operations that take a stream. */
  readonly stream?: () => Pick<RequestMeta, 'body' | 'fileName'>;
}

/** By the operation's name. */
export type OperationSamples = Readonly<Record<string, OperationSample>>;

/** For operations that take nothing, or nothing that has to be there. */
export const none: OperationSample = { input: async () => ({}), ids: {} };

/** For operations on one record, which is made anew for each call. */
export const withId = (
  record: (org: TestOrganization) => Promise<string | undefined>,
  prefix: IdPrefix,
  more: object = {},
): OperationSample => ({
  input: async (org) => ({ id: await record(org), ...more }),
  ids: { id: prefix },
});
