/** What an object store knows of one object. */
export interface StoredObject {
  readonly key: string;
  readonly bytes: number;
  /** When it was put there. */
  readonly at: Date;
}

/**
 * Things too large for a database, by key: `org/<organisation>/files/…`. Keys are ours alone (letters, digits, `-`, `_`, `.`
 * and `/`), never a name that somebody chose.
 */
export interface ObjectStore {
  /**
   * Afterwards the object is there whole and durably, or (error, crash) as it was before. Nothing of the body is held in
   * memory beyond a few parts.
   * @throws `storage_unavailable`, and what the body throws.
   */
  put(key: string, body: AsyncIterable<Uint8Array>): Promise<StoredObject>;
  /** The object's bytes from `start` on, or null when there is none. @throws `storage_unavailable`. */
  get(key: string, start?: number): Promise<ReadableStream<Uint8Array> | null>;
  /** What is known of the object, or null when there is none. */
  head(key: string): Promise<StoredObject | null>;
  /** Afterwards there is no such object, whether there was one or not. */
  remove(key: string): Promise<void>;
  /** Afterwards there is nothing below the prefix (which ends in `/`). @returns how many objects there were. */
  removePrefix(prefix: string): Promise<number>;
  list(prefix: string): AsyncIterable<StoredObject>;
}

/**
 * One organisation's objects, by names below its prefix. They are sealed under the organisation's subkey for objects, each
 * under its own name: no object opens in another's place, shortened or under another organisation's key. CLAIMS P5, O5.
 */
export interface OrganizationObjects {
  /** As {@link ObjectStore.put}; the sizes are those of the bytes before sealing. */
  put(name: string, body: AsyncIterable<Uint8Array>): Promise<{ readonly bytes: number; readonly sha256: Buffer }>;
  /**
   * The object's bytes from `start` on, a place before its end; nothing before the segment that `start` lies in is read.
   * @throws `storage_unavailable`; the stream fails when the object was changed or cut off.
   */
  get(name: string, start?: number): Promise<ReadableStream<Uint8Array> | null>;
  /** How many bytes the object has before sealing, by its size in the store: only reading it proves that they are whole. */
  head(name: string): Promise<{ readonly bytes: number; readonly at: Date } | null>;
  remove(name: string): Promise<void>;
  /** The names below a prefix. */
  list(prefix: string): AsyncIterable<string>;
}
