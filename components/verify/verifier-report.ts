/** What the verifier in public/holdfast-verify.mjs reports of an export. */
export interface ExportReport {
  readonly ok: boolean;
  readonly problem: {
    readonly problem: string;
    readonly message: string;
    /** The receipt's number, where the place is a receipt. */
    readonly seq: number | null;
    /** The name of a saved checkpoint, where the place is in one. */
    readonly saved: string | null;
    readonly line: number | null;
    /** The place in words, for example "receipt 17, line 18". */
    readonly where: string;
  } | null;
  /** Whether a key that was given vouches for it. */
  readonly pinned: boolean;
  readonly origin: string | null;
  readonly kind: 'full' | 'filtered' | 'projection' | null;
  readonly filter: Readonly<Record<string, string>> | null;
  readonly size: number | null;
  /** Receipts in order: all of the file's, or those before the problem. */
  readonly receipts: number;
  readonly head: { readonly seq: number; readonly hash: string } | null;
  readonly details: { readonly opened: number; readonly erased: number; readonly absent: number };
  /** Organisations that it certifies were erased. */
  readonly certifies: readonly {
    readonly organization: string;
    readonly at: string;
    readonly seq: number;
    /** Of the certificate; null when the file holds no detail of it. */
    readonly number: string | null;
  }[];
  readonly root: string | null;
  readonly time: string | null;
  /** The vkey that signed the checkpoint. */
  readonly key: string | null;
  readonly saved: readonly {
    readonly name: string;
    readonly size: number;
    readonly time: string | null;
    /** Null when it could not be compared. */
    readonly agrees: boolean | null;
  }[];
}

/** What it reports of one receipt. */
export interface ReceiptReport {
  readonly ok: boolean;
  readonly problem: { readonly problem: string; readonly message: string } | null;
  readonly pinned: boolean;
  /** Of the checkpoint, when all is in order. */
  readonly size?: number;
  readonly root?: string;
  readonly time?: string | null;
  readonly key?: string;
}

export interface VerifyJob {
  readonly file: File;
  /** The pinned vkey. */
  readonly key: string | null;
  readonly checkpoints: readonly { readonly name: string; readonly note: string }[];
  /** Answers of `GET /ledger/consistency`. */
  readonly consistency: readonly unknown[];
}

/** One receipt with all that proves it: see `verifyReceipt` in public/holdfast-verify.mjs. */
export interface ReceiptProof {
  /** The body, parsed from its canonical JSON. */
  readonly receipt: unknown;
  readonly hash: string;
  readonly opening: { readonly detail: string; readonly salt: string } | null;
  /** Inclusion in the tree of the checkpoint. */
  readonly proof: readonly string[];
  /** The signed note. */
  readonly checkpoint: string;
  /** The ledger's key statements, first one first. */
  readonly keys: readonly unknown[];
  /** The pinned vkey, if the reader has one. */
  readonly key: string | null;
}

export interface VerifyProgress {
  readonly receipts: number;
  readonly bytes: number;
}
