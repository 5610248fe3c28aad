import { asCommandFailure } from '../failure.ts';

/** One thing that the doctor looked at. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  /** What was found; for a failed check also what to do. */
  readonly message: string;
}

/** Runs one check; what it throws is its finding. */
export async function check(name: string, look: () => string | Promise<string>): Promise<Check> {
  try {
    return { name, ok: true, message: await look() };
  } catch (error) {
    return { name, ok: false, message: asCommandFailure(error).message.replaceAll(/\s*\n\s*/g, '; ') };
  }
}
