/** How far one phase of a scan goes. */
export interface ScanCaps {
  /** How long a phase takes at most. */
  readonly phaseMs: number;
  /** For how long nothing has to be asked for until a page counts as idle. */
  readonly quietMs: number;
  /** How long a banner is waited for. */
  readonly bannerMs: number;
  /** Of all connections of a phase, both ways together. */
  readonly bytesMax: number;
  readonly requestsMax: number;
  /** Of the browser with all of its processes. */
  readonly memoryBytesMax: number;
}

export const scanCaps: ScanCaps = {
  phaseMs: 45_000,
  quietMs: 800,
  bannerMs: 4_000,
  bytesMax: 25 * 1024 * 1024,
  requestsMax: 500,
  memoryBytesMax: 1_500 * 1024 * 1024,
};

/** What a list of a report holds at most; what is more is counted and left out. */
export const listedMax = 120;
