import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from './data-folder.ts';

/** The standalone verifier, as a stranger's program would import it. It is plain JavaScript: its types stand here. */
export interface StandaloneVerifier {
  readonly problems: Readonly<Record<string, string>>;
  sha256Portable(bytes: Uint8Array): string;
  readVerifierKey(text: string): { readonly name: string; readonly id: string } | null;
  verifyExport(
    chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    options?: VerifyExportOptions,
  ): Promise<ExportReport>;
  verifyReceipt(given: Readonly<Record<string, unknown>>): Promise<ReceiptReport>;
}

export interface VerifyExportOptions {
  readonly key?: string | null;
  readonly organization?: string | null;
  readonly checkpoints?: readonly { readonly name: string; readonly note: string }[];
  readonly consistency?: readonly { readonly from: number; readonly to: number; readonly proof: readonly string[] }[];
}

export interface ExportReport {
  readonly ok: boolean;
  readonly problem: {
    readonly problem: string;
    readonly message: string;
    readonly seq: number | null;
    readonly saved: string | null;
    readonly line: number | null;
    readonly where: string;
  } | null;
  readonly pinned: boolean;
  readonly organization: string | null;
  readonly origin: string | null;
  readonly kind: 'full' | 'filtered' | 'projection' | null;
  readonly size: number | null;
  readonly receipts: number;
  readonly head: { readonly seq: number; readonly hash: string } | null;
  readonly details: { readonly opened: number; readonly erased: number; readonly absent: number };
  readonly certifies: readonly { readonly organization: string; readonly number: string | null }[];
  readonly root: string | null;
  readonly time: string | null;
  readonly key: string | null;
  readonly saved: readonly { readonly name: string; readonly size: number; readonly agrees: boolean | null }[];
}

export interface ReceiptReport {
  readonly ok: boolean;
  readonly problem: { readonly problem: string; readonly message: string } | null;
  readonly pinned: boolean;
}

/** Where the program is. */
export const standalonePath = join(projectRoot, 'public', 'holdfast-verify.mjs');

export async function standaloneVerifier(): Promise<StandaloneVerifier> {
  return (await import(/* @vite-ignore */ pathToFileURL(standalonePath).href)) as StandaloneVerifier;
}
