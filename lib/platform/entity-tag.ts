import { hash } from 'node:crypto';

/** Entity tags as a condition lists them, weakness marks included; `*` stands for any. RFC 9110, section 13.1. */
export type EntityTags = '*' | readonly string[];

/** 132 bits of SHA-256: nobody finds a second text with the same tag. */
const digestChars = 22;

/** The tag that only this very text has: two answers with one strong tag are the same, byte for byte. */
export function strongTag(text: string): string {
  return `"${digest(text)}"`;
}

/** A tag for answers that say the same, though their bytes may differ. */
export function weakTag(text: string): string {
  return `W/"${digest(text)}"`;
}

function digest(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, digestChars);
}

// etagc: anything visible but the quote, and bytes above ASCII (RFC 9110, section 8.8.3).
const oneTag = /^(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"$/;

/** The value of `If-Match` or `If-None-Match`; null when it is none. */
export function parseEntityTags(value: string): EntityTags | null {
  const text = value.trim();
  if (text === '*') return '*';
  // A comma may stand inside a tag, so the list is cut only where a tag has ended.
  const tags = text.split(/(?<=")\s*,\s*/);
  return tags.every((tag) => oneTag.test(tag)) ? tags : null;
}

/** `If-Match` wants the very same: weak tags never match (RFC 9110, section 8.8.3.2). */
export function matchesStrongly(tags: EntityTags, current: string): boolean {
  if (tags === '*') return true;
  return !current.startsWith('W/') && tags.includes(current);
}

/** `If-None-Match` compares without regard to weakness. */
export function matchesWeakly(tags: EntityTags, current: string): boolean {
  return tags === '*' || tags.some((tag) => opaque(tag) === opaque(current));
}

function opaque(tag: string): string {
  return tag.startsWith('W/') ? tag.slice(2) : tag;
}
