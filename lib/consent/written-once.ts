import { isHoldfastError } from '../platform/errors.ts';

/**
 * What was written before, or else what is written now. Of several at once one writes and all are answered with that: those
 * that `write` refuses with `conflict` are told so when the other's write is on disk.
 */
export async function writtenOnce<T>(find: () => Promise<T | undefined>, write: () => Promise<T>): Promise<T> {
  const before = await find();
  if (before !== undefined) return before;
  try {
    return await write();
  } catch (error) {
    const meanwhile = isHoldfastError(error) && error.code === 'conflict' ? await find() : undefined;
    if (meanwhile === undefined) throw error;
    return meanwhile;
  }
}
