import type { ScanCaps } from '../caps.ts';

/** What the walking program is told. */
export interface WalkJob {
  readonly url: string;
  readonly executablePath: string;
  readonly sandbox: boolean;
  /** A folder of its own, removed by whoever made it. */
  readonly folder: string;
  /** Ports of this machine that the site may be at; none outside of local mode. */
  readonly loopbackPorts: readonly number[];
  readonly caps: ScanCaps;
}

/** To the program. */
export type WalkOrder = { readonly kind: 'locate' } | { readonly kind: 'walk'; readonly job: WalkJob };

/** From the program. */
export type WalkNews =
  | { readonly kind: 'located'; readonly path: string }
  /** The process, which leads a group of its own, of the browser that was started. */
  | { readonly kind: 'browser'; readonly pid: number }
  | { readonly kind: 'phase'; readonly phase: string }
  | { readonly kind: 'seen'; readonly seen: unknown }
  | { readonly kind: 'failed'; readonly reason: string };
