#!/usr/bin/env node
/*
 * holdfast-verify: checks the export of a Holdfast ledger, offline. This one file is the whole program: it imports nothing
 * but Node's own modules, and in a browser nothing at all, so it can be read once, kept, and run by somebody who trusts
 * neither the server nor whoever made the export. That is why it is longer than files of this project are. It shares no
 * code with what writes ledgers; the format stands in docs/ledger-format.md, and numbers such as (5.2) name its sections.
 *
 *   node holdfast-verify.mjs acme.ledger.jsonl --key '<vkey>'      Node 18 or newer
 *   import { verifyExport } from './holdfast-verify.mjs'           as a library
 *   new Worker('/holdfast-verify.mjs', { type: 'module' })         as the worker of the page /verify
 *
 * Licence: AGPL-3.0-only, as Holdfast.
 */

const inNode = typeof process !== 'undefined' && process.versions?.node !== undefined;
const node = inNode ? await import('node:crypto') : null;
const { isUtf8 } = inNode ? await import('node:buffer') : {};

/** What can be wrong, and what it means. */
export const problems = {
  malformed: 'It is not of its form.',
  missing: 'A receipt that belongs here is not there.',
  out_of_order: 'A receipt stands here that does not belong here.',
  altered: 'The receipt does not match its own hash.',
  unlinked: 'The receipt does not follow the one before it: a receipt was put in, taken out or exchanged.',
  foreign: 'It belongs to the ledger of another organisation.',
  detail_altered: 'The kept detail is not the one that the receipt committed to.',
  detail_missing: 'The detail is gone and no erasure is noted.',
  outside_filter: 'The receipt is not one of those that the export was asked for.',
  proof_altered: 'The proof does not lead from the receipt to the root of the checkpoint.',
  root_altered: "The checkpoint's root is not that of these receipts.",
  rewritten: 'It is not what was noted earlier: the ledger was rewritten at or before this place.',
  truncated: 'The ledger ends before a place that was noted earlier: it was cut or rolled back.',
  forked: 'Two signed checkpoints of one size have different roots: the ledger was forked.',
  checkpoint_missing: 'The checkpoint that belongs at the end is not there: the file was cut off.',
  checkpoint_malformed: 'The checkpoint is not a signed note of its form.',
  wrong_origin: 'The checkpoint is of another ledger.',
  wrong_size: 'The checkpoint is not of the size that belongs here.',
  unsigned: 'The checkpoint bears no signature by the key in force.',
  bad_signature: 'The signature does not belong to the checkpoint.',
  bad_rotation: 'The keys do not follow one another as their statements, signatures and receipts say.',
  unknown_key: 'The pinned key is not one of this ledger.',
  not_checked: 'Signatures cannot be checked here: Ed25519 is not supported.',
};

/** Longest line that is read. A receipt's detail is at most a few megabytes. */
const lineBytesMax = 32 * 1024 * 1024;

/** Deepest nesting of a line, and members of one object: the form itself needs four, and nine. */
const depthMax = 16;
const membersMax = 16;

/** Bytes of a signed note: one with a hundred cosignatures stays far below. */
const noteCharsMax = 65_536;

/** Thrown for whatever is wrong with what is checked, with its place. Anything else that is thrown is our mistake. */
class Damage extends Error {
  /** @param {keyof typeof problems} problem */
  constructor(problem, place = {}) {
    super(problems[problem]);
    this.problem = problem;
    this.place = place;
  }
}

/* ---------------------------------------------------------------------------------------------------------- SHA-256 */

// biome-ignore format: a table
const roundConstants = new Int32Array([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
  0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
  0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
  0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
  0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
  0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
  0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
  0xc67178f2,
]);

// biome-ignore format: a table
const startingState = new Int32Array([
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
]);
const schedule = new Int32Array(64);
const state = new Int32Array(8);
const lastBlocks = new Uint8Array(128);
const hexOfWord = Array.from({ length: 65_536 }, (_, word) => word.toString(16).padStart(4, '0'));

/**
 * SHA-256 of bytes as lower-case hex (FIPS 180-4). Written out for browsers: their own digest answers later, and takes
 * long for short messages. In Node the system's is used.
 */
export function sha256Portable(bytes) {
  state.set(startingState);
  const length = bytes.length;
  let at = 0;
  for (; at + 64 <= length; at += 64) compress(bytes, at);
  const rest = length - at;
  const size = rest < 56 ? 64 : 128;
  lastBlocks.fill(0);
  for (let i = 0; i < rest; i += 1) lastBlocks[i] = bytes[at + i];
  lastBlocks[rest] = 0x80;
  const high = Math.floor(length / 0x20000000);
  const low = length << 3;
  for (let i = 0; i < 4; i += 1) {
    lastBlocks[size - 5 - i] = high >>> (8 * i);
    lastBlocks[size - 1 - i] = low >>> (8 * i);
  }
  compress(lastBlocks, 0);
  if (size === 128) compress(lastBlocks, 64);
  let hex = '';
  for (let i = 0; i < 8; i += 1) hex += hexOfWord[state[i] >>> 16] + hexOfWord[state[i] & 0xffff];
  return hex;
}

function compress(bytes, from) {
  const w = schedule;
  for (let i = 0, at = from; i < 16; i += 1, at += 4) {
    w[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
  }
  for (let i = 16; i < 64; i += 1) {
    const x = w[i - 15];
    const y = w[i - 2];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
  }
  let a = state[0];
  let b = state[1];
  let c = state[2];
  let d = state[3];
  let e = state[4];
  let f = state[5];
  let g = state[6];
  let h = state[7];
  for (let i = 0; i < 64; i += 1) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + (g ^ (e & (f ^ g))) + roundConstants[i] + w[i]) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) | (c & (a | b)))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
  state[5] += f;
  state[6] += g;
  state[7] += h;
}

/** SHA-256 of bytes as lower-case hex, by the fastest way there is here. */
const sha256 = node
  ? node.hash
    ? (bytes) => node.hash('sha256', bytes, 'hex')
    : (bytes) => node.createHash('sha256').update(bytes).digest('hex')
  : sha256Portable;

const encoder = new TextEncoder();
const newBytes = (length) => (node ? Buffer.alloc(length) : new Uint8Array(length));
let scratch = newBytes(65_536);

/** Room for so many bytes, overwritten by the next caller. */
function room(bytes) {
  if (scratch.length < bytes) scratch = newBytes(bytes * 2);
  return scratch;
}

/** SHA-256 of what the first bytes of `scratch` hold and of the UTF-8 of a text after them. */
function sha256After(prefixBytes, text) {
  const written = node
    ? scratch.write(text, prefixBytes, 'utf8')
    : encoder.encodeInto(text, scratch.subarray(prefixBytes)).written;
  return sha256(scratch.subarray(0, prefixBytes + written));
}

/** SHA-256(0x00 || text): the hash of a receipt's body (1). */
function receiptHash(body) {
  if (node?.hash) return node.hash('sha256', `\0${body}`, 'hex');
  room(1 + body.length * 3)[0] = 0;
  return sha256After(1, body);
}

/** SHA-256(salt || text): a commitment (1.1). */
function commitmentHash(salt, detail) {
  writeHex(salt, room(32 + detail.length * 3), 0);
  return sha256After(32, detail);
}

/** SHA-256 of a text. */
function textHash(text) {
  room(text.length * 3);
  return sha256After(0, text);
}

const nodeBytes = newBytes(65).fill(1);

/** SHA-256(0x01 || left || right): an inner node of the tree (2). */
function nodeHash(left, right) {
  writeHex(left, nodeBytes, 1);
  writeHex(right, nodeBytes, 33);
  return sha256(nodeBytes);
}

function writeHex(hex, bytes, at) {
  if (node) bytes.write(hex, at, 'hex');
  else for (let i = 0; i < hex.length; i += 2) bytes[at + i / 2] = (digitAt(hex, i) << 4) | digitAt(hex, i + 1);
}

function digitAt(hex, at) {
  const code = hex.charCodeAt(at);
  return code < 58 ? code - 48 : code - 87;
}

/* ------------------------------------------------------------------------------------------- Texts, numbers, base64 */

const isHash = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
const isCount = (value) => Number.isSafeInteger(value) && value >= 0;
const isWellFormed = (text) => !/\p{Surrogate}/u.test(text);
const instantPattern = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;
const isInstant = (value) => typeof value === 'string' && instantPattern.test(value);

/** Whether the value is an object with these members alone, all of `required` among them. */
function hasMembers(value, required, optional = []) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const names = Object.keys(value);
  return (
    required.every((name) => Object.hasOwn(value, name)) &&
    names.every((name) => required.includes(name) || optional.includes(name))
  );
}

/** Canonical JSON (RFC 8785) of what `JSON.parse` returned. */
function canonical(value, depth = 0) {
  if (depth > depthMax) throw new Damage('malformed');
  if (typeof value === 'string' && !isWellFormed(value)) throw new Damage('malformed');
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item, depth + 1)).join(',')}]`;
  const members = Object.keys(value).sort();
  if (members.length > membersMax) throw new Damage('malformed');
  return `{${members.map((name) => `${canonical(name)}:${canonical(value[name], depth + 1)}`).join(',')}}`;
}

/**
 * The value of a line that is canonical JSON. That it is canonical rules out white space, repeated members, numbers that
 * cannot be held and every second way of writing the same: one text, one value.
 */
function parseCanonical(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Damage('malformed');
  }
  if (canonical(value) !== text) throw new Damage('malformed');
  return value;
}

/** The bytes of standard base64 with padding, or null for what is none or reads otherwise when written again. */
function bytesOfBase64(text) {
  if (text.length > noteCharsMax || !/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return null;
  const binary = atob(text);
  return btoa(binary) === text ? Uint8Array.from(binary, (char) => char.charCodeAt(0)) : null;
}

function hexOf(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/* ---------------------------------------------------------------------------------------------------- Keys and notes */

/** The key that a vkey names (3), or null when the text is none or its id does not belong to its name and key. */
export function readVerifierKey(text) {
  const [, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? [];
  const key = encoded === undefined ? null : bytesOfBase64(encoded);
  if (key?.length !== 33 || key[0] !== 1) return null;
  const head = encoder.encode(`${name}\n`);
  const named = new Uint8Array(head.length + 33);
  named.set(head);
  named.set(key, head.length);
  return sha256(named).slice(0, 8) === id ? { name, id, publicKey: key.slice(1), text } : null;
}

/** `SubjectPublicKeyInfo` in front of the 32 bytes of an Ed25519 key (RFC 8410). */
const spkiPrefix = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

/**
 * Whether the signature (RFC 8032) over the text is of the key.
 * @throws Damage `not_checked` where the system does not know Ed25519: unknown is never taken for good.
 */
async function signatureHolds(publicKey, text, signature) {
  if (signature.length !== 64) return false;
  const message = encoder.encode(text);
  if (node) {
    try {
      const der = Buffer.from([...spkiPrefix, ...publicKey]);
      const key = node.createPublicKey({ key: der, format: 'der', type: 'spki' });
      return node.verify(null, message, key, signature);
    } catch {
      return false;
    }
  }
  const { subtle } = globalThis.crypto ?? {};
  let key;
  try {
    key = await subtle.importKey('raw', publicKey, { name: 'Ed25519' }, false, ['verify']);
  } catch {
    throw new Damage('not_checked');
  }
  return subtle.verify({ name: 'Ed25519' }, key, signature, message);
}

/** The parts of a signed note that holds a checkpoint (4), with nothing proven, or null when it is none. */
export function readCheckpoint(note) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  if (note.length > noteCharsMax || !isWellFormed(note) || /[\u0000-\u0009\u000b-\u001f]/.test(note)) return null;
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || !note.endsWith('\n')) return null;
  const signatures = [];
  for (const line of note.slice(split + 2, -1).split('\n')) {
    const [, name, encoded] = /^\u2014 ([^\s+]+) (\S+)$/.exec(line) ?? [];
    const bytes = encoded === undefined ? null : bytesOfBase64(encoded);
    if (bytes === null || bytes.length < 5) return null;
    signatures.push({ name, id: hexOf(bytes.subarray(0, 4)), signature: bytes.slice(4) });
  }
  const text = note.slice(0, split + 1);
  const [origin, size = '', encodedRoot = '', ...extensions] = text.slice(0, -1).split('\n');
  const root = bytesOfBase64(encodedRoot);
  if (origin === '' || !/^(?:0|[1-9]\d{0,15})$/.test(size) || !isCount(Number(size)) || root?.length !== 32)
    return null;
  if (extensions.includes('')) return null;
  const time = extensions.find((line) => line.startsWith('time '))?.slice(5);
  return { origin, size: Number(size), root: hexOf(root), time: isInstant(time) ? time : null, text, signatures };
}

/** Reads a checkpoint and checks its origin and its signature by the key. */
async function openCheckpoint(note, origin, keyFor, place) {
  const checkpoint = typeof note === 'string' ? readCheckpoint(note) : null;
  if (checkpoint === null) throw new Damage('checkpoint_malformed', place);
  if (checkpoint.origin !== origin) throw new Damage('wrong_origin', place);
  const key = keyFor(checkpoint.size);
  const ours = checkpoint.signatures.filter(({ name, id }) => name === key.name && id === key.id);
  if (ours.length === 0) throw new Damage('unsigned', place);
  for (const { signature } of ours) {
    if (!(await signatureHolds(key.publicKey, checkpoint.text, signature))) throw new Damage('bad_signature', place);
  }
  return { ...checkpoint, keyId: key.id };
}

/** Checks that the key statements follow one another (3.1), and that the pinned key is one of them. */
async function openStatements(statements, origin, pinned) {
  const keys = [];
  for (const [index, statement] of statements.entries()) {
    if (!hasMembers(statement, ['version', 'vkey', 'previous', 'since', 'signature'])) throw new Damage('malformed');
    const { version, vkey, previous, since, signature } = statement;
    const key = typeof vkey === 'string' ? readVerifierKey(vkey) : null;
    if (key === null || !isCount(since)) throw new Damage('malformed');
    const before = keys[index - 1];
    const follows = before
      ? since > before.since && previous === before.text && typeof signature === 'string'
      : since === 0 && previous === null && signature === null;
    if (!follows || version !== index + 1 || key.name !== origin) throw new Damage('bad_rotation', { key: index + 1 });
    if (before) {
      const said = `holdfast/ledger/key/v1\n${[origin, version, since, previous, vkey].join('\n')}\n`;
      const bytes = bytesOfBase64(signature) ?? [];
      if (!(await signatureHolds(before.publicKey, said, bytes))) throw new Damage('bad_rotation', { key: index + 1 });
    }
    keys.push({ ...key, since, statement: canonical(statement) });
  }
  if (keys.length === 0) throw new Damage('malformed');
  if (pinned !== null && !keys.some(({ text }) => text === pinned)) throw new Damage('unknown_key');
  return keys;
}

/* -------------------------------------------------------------------------------------------------------------- Tree */

const emptyRoot = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** The tree (2) as far as it has grown: the roots of its complete subtrees, largest first, one for each bit of the size. */
class Tree {
  size = 0;
  frontier = [];

  append(leafHash) {
    let node = leafHash;
    for (let size = this.size; size % 2 === 1; size = (size - 1) / 2) node = nodeHash(this.frontier.pop(), node);
    this.frontier.push(node);
    this.size += 1;
  }

  root() {
    return this.size === 0 ? emptyRoot : this.frontier.reduceRight((right, left) => nodeHash(left, right));
  }
}

/** The root to which a proof leads from a leaf (RFC 9162, 2.1.3.2), or null when it cannot be one. */
function rootByInclusion(leafHash, index, size, proof) {
  if (index >= size) return null;
  const path = climb(null, leafHash, index, size - 1, proof);
  return path === null ? null : path.whole;
}

/** Whether the proof shows that one tree is the beginning of another (RFC 9162, 2.1.4.2). */
function consistencyHolds(older, newer, proof) {
  if (older.size > newer.size) return false;
  if (older.size === newer.size || older.size === 0) {
    return proof.length === 0 && (older.size === 0 ? older.root === emptyRoot : older.root === newer.root);
  }
  let index = older.size - 1;
  let last = newer.size - 1;
  while (index % 2 === 1) {
    index = (index - 1) / 2;
    last = Math.floor(last / 2);
  }
  // A complete old tree is a node of the new one: whoever checks has its root, so it is not sent.
  const [first, ...rest] = index === 0 ? [older.root, ...proof] : proof;
  if (first === undefined) return false;
  const path = climb(first, first, index, last, rest);
  return path !== null && path.part === older.root && path.whole === newer.root;
}

/** Climbs from a node to the root of the whole tree and, where asked for, to that of the part that ends with the node. */
function climb(partNode, wholeNode, index, last, proof) {
  let [part, whole, at, end] = [partNode, wholeNode, index, last];
  for (const sibling of proof) {
    if (end === 0) return null;
    if (at % 2 === 1 || at === end) {
      part = part === null ? null : nodeHash(sibling, part);
      whole = nodeHash(sibling, whole);
      while (at % 2 === 0 && at !== 0) {
        at /= 2;
        end = Math.floor(end / 2);
      }
    } else {
      whole = nodeHash(whole, sibling);
    }
    at = Math.floor(at / 2);
    end = Math.floor(end / 2);
  }
  return end === 0 ? { part, whole } : null;
}

/* ------------------------------------------------------------------------------------------------------------ Export */

/** The action of the receipts that tell of an erased organisation: an export of one of them is a certificate (9). */
const erasure = 'organization.erased';

/** The action of the receipts that tell of a new key (3.1). */
const rotation = 'ledger.keyRotated';
const bodyMembers = ['action', 'actor', 'at', 'commitment', 'id', 'prev', 'seq', 'subject', 'v'];
const filterMembers = ['action', 'actor', 'from', 'subject', 'to'];

/**
 * Walks over a line byte by byte, and notes whether it is what was expected. A line that is not of the usual form is no
 * fault: `readReceiptLine` judges it. This is what makes the speed, so no text is made that nobody asks for.
 */
const walk = { bytes: newBytes(0), at: 0, usual: true };

function expectText(text) {
  if (!stands(text, walk.bytes, walk.at)) walk.usual = false;
  walk.at += text.length;
}

/** Whether the bytes of a text stand there. */
function stands(text, bytes, at) {
  for (let i = 0; i < text.length; i += 1) if (bytes[at + i] !== text[i]) return false;
  return true;
}

/** Over the inside of a string that holds no escapes and no control characters; returns its length in bytes. */
function skipString() {
  const { bytes, at } = walk;
  let end = at;
  let byte = bytes[end];
  while (byte !== 0x22 && byte >= 0x20 && byte !== 0x5c) {
    end += 1;
    byte = bytes[end];
  }
  if (byte !== 0x22) walk.usual = false;
  walk.at = end;
  return end - at;
}

/** The text of the next 64 bytes. Whether they are a hash shows when it is compared with one. */
function takeHash() {
  const { bytes, at } = walk;
  walk.at = at + 64;
  if (walk.at > bytes.length) {
    walk.usual = false;
    return '';
  }
  return node ? bytes.latin1Slice(at, at + 64) : String.fromCharCode.apply(null, bytes.subarray(at, at + 64));
}

/** A decimal number as canonical JSON writes it. */
function takeCount() {
  const { bytes } = walk;
  let value = 0;
  let end = walk.at;
  for (let byte = bytes[end]; byte >= 0x30 && byte <= 0x39; byte = bytes[end]) {
    value = value * 10 + (byte - 0x30);
    end += 1;
  }
  if (end === walk.at || end > walk.at + 16 || bytes[walk.at] === 0x30 || !isCount(value)) walk.usual = false;
  walk.at = end;
  return value;
}

const instantForm = encoder.encode('0000-00-00T00:00:00.000Z');

/** Over an instant: digits where they belong, and no month, day, hour, minute or second that there is not. */
function skipInstant() {
  const { bytes, at } = walk;
  for (let i = 0; i < 24; i += 1) {
    const byte = bytes[at + i];
    const digit = byte >= 0x30 && byte <= 0x39;
    if (instantForm[i] === 0x30 ? !digit : byte !== instantForm[i]) walk.usual = false;
  }
  const pair = (i) => (bytes[at + i] - 0x30) * 10 + bytes[at + i + 1] - 0x30;
  const [month, day] = [pair(5), pair(8)];
  if (month < 1 || month > 12 || day < 1 || day > 31 || pair(11) > 23 || pair(14) > 59 || pair(17) > 59)
    walk.usual = false;
  walk.at = at + 24;
}

/** What stands behind a backslash, by its byte: the short escapes, which canonical JSON uses for these alone. */
const unescaped = new Uint8Array(256);
for (const [letter, code] of Object.entries({ '"': 0x22, '\\': 0x5c, b: 8, f: 12, n: 10, r: 13, t: 9 })) {
  unescaped[letter.charCodeAt(0)] = code;
}

/** Takes the inside of a string apart into `scratch`, behind 32 bytes; returns how many it came to. */
function takeDetail(end) {
  const { bytes } = walk;
  const out = room(32 + end - walk.at);
  let to = 32;
  let at = walk.at;
  for (let byte = bytes[at]; byte !== 0x22; byte = bytes[at]) {
    if (byte === 0x5c) {
      at += 1;
      byte = unescaped[bytes[at]];
    } else if (byte < 0x20) {
      byte = 0;
    }
    if (byte === 0 || at >= end) {
      walk.usual = false;
      break;
    }
    out[to] = byte;
    to += 1;
    at += 1;
  }
  walk.at = at;
  return to - 32;
}

const hexValues = new Int8Array(256).fill(-1);
for (const [value, letter] of [...'0123456789abcdef'].entries()) hexValues[letter.charCodeAt(0)] = value;

/** Takes 64 lower-case hexadecimal digits into the first 32 bytes of `scratch`. */
function takeSalt() {
  const { bytes, at } = walk;
  let every = 0;
  for (let i = 0; i < 32; i += 1) {
    const value = (hexValues[bytes[at + 2 * i]] << 4) | hexValues[bytes[at + 2 * i + 1]];
    every |= value;
    scratch[i] = value;
  }
  if (every < 0) walk.usual = false;
  walk.at = at + 64;
}

const fixed = Object.fromEntries(
  Object.entries({
    hash: '{"hash":"',
    afterHash: '",',
    opening: '"opening":{"detail":"',
    salt: '","salt":"',
    afterOpening: '"},',
    receipt: '"receipt":',
    action: '{"action":"',
    actor: '","actor":"',
    at: '","at":"',
    commitment: '","commitment":"',
    id: '","id":"',
    prev: '","prev":"',
    seq: '","seq":',
    subject: ',"subject":"',
    end: '","v":1}}\n',
    rotation,
    checkpoint: '{"checkpoint":',
  }).map(([name, text]) => [name, encoder.encode(text)]),
);

/**
 * A receipt's line (5.2) taken apart without parsing it, or null when it is not of the form that nearly every line of a
 * full export has. `readReceiptLine` takes the same lines for good, and gets the same from them.
 */
function readUsualLine(bytes, from, to) {
  walk.bytes = bytes;
  walk.at = from;
  walk.usual = true;
  expectText(fixed.hash);
  const itsHash = takeHash();
  expectText(fixed.afterHash);
  let opened;
  if (walk.usual && stands(fixed.opening, bytes, walk.at)) {
    expectText(fixed.opening);
    const detailBytes = takeDetail(to);
    expectText(fixed.salt);
    takeSalt();
    expectText(fixed.afterOpening);
    if (!walk.usual) return null;
    opened = sha256(scratch.subarray(0, 32 + detailBytes));
  }
  expectText(fixed.receipt);
  const bodyFrom = walk.at;
  expectText(fixed.action);
  const actionFrom = walk.at;
  if (skipString() === rotation.length && stands(fixed.rotation, bytes, actionFrom)) return null;
  expectText(fixed.actor);
  skipString();
  expectText(fixed.at);
  skipInstant();
  expectText(fixed.commitment);
  const commitment = takeHash();
  expectText(fixed.id);
  skipString();
  expectText(fixed.prev);
  const prev = takeHash();
  expectText(fixed.seq);
  const seq = takeCount();
  expectText(fixed.subject);
  skipString();
  expectText(fixed.end);
  if (!walk.usual || walk.at !== to + 1 || (opened === undefined && !isHash(commitment))) return null;
  // The hash covers a zero byte and the body: where the colon stands, the zero stands for a moment.
  bytes[bodyFrom - 1] = 0;
  const derived = sha256(bytes.subarray(bodyFrom - 1, to - 1));
  bytes[bodyFrom - 1] = 0x3a;
  if (!isHash(itsHash) && derived !== itsHash) return null;
  return { seq, commitment, prev, hash: itsHash, derived, opened };
}

/** A receipt's line (5.2), whatever its form. */
function readReceiptLine(text) {
  const value = parseCanonical(text);
  if (!hasMembers(value, ['receipt', 'hash'], ['opening', 'erased', 'missing', 'inclusion']))
    throw new Damage('malformed');
  const { receipt, hash: itsHash, opening, erased, missing, inclusion } = value;
  if (!hasMembers(receipt, bodyMembers)) throw new Damage('malformed');
  const { seq, at, actor, action, subject, commitment, id, prev, v } = receipt;
  const sound =
    [actor, action, subject, id].every((member) => typeof member === 'string') &&
    [itsHash, commitment, prev].every(isHash) &&
    v === 1 &&
    isCount(seq) &&
    [opening, erased, missing].filter((member) => member !== undefined).length <= 1 &&
    (opening === undefined || (hasMembers(opening, ['detail', 'salt']) && isHash(opening.salt))) &&
    (opening === undefined || typeof opening.detail === 'string') &&
    (missing === undefined || missing === true) &&
    (inclusion === undefined || (Array.isArray(inclusion) && inclusion.every(isHash)));
  if (!sound) throw new Damage('malformed', isCount(seq) ? { seq } : {});
  if (!isInstant(at)) throw new Damage('malformed', { seq });
  const derived = receiptHash(canonical(receipt));
  const opened = opening && commitmentHash(opening.salt, opening.detail);
  const ofLine = { hash: itsHash, derived, opening, opened, erased, missing, inclusion };
  return { seq, at, actor, action, subject, commitment, prev, ...ofLine };
}

/** Checks an export line by line, in order. Each method throws a Damage at the first thing that is wrong. */
class ExportVerifier {
  header = null;
  keys = [];
  checkpoint = null;
  saved = [];
  tree = new Tree();
  count = 0;
  head = null;
  details = { opened: 0, erased: 0, absent: 0 };
  /** Organisations that the file says were erased, in filtered exports. */
  certifies = [];
  /** Whether the file is a projection (8), whose receipts are hashes with proofs. */
  projection = false;
  #options;
  #rotations = 0;
  #nextSaved = 0;
  /** First root that inclusion proofs lead to, and the first other one, each with its place. */
  #roots = [];

  constructor(options) {
    this.#options = options;
  }

  /** The first line (5.1), and what was given beside the file. */
  async open(text) {
    const header = parseCanonical(text);
    this.projection = header?.format === 'holdfast-ledger-projection/1';
    const members = ['format', 'org', 'origin', 'size', 'keys', ...(this.projection ? [] : ['filter'])];
    if (!hasMembers(header, members)) throw new Damage('malformed');
    const { format, org, origin, size, keys, filter } = header;
    const sound =
      (this.projection || format === 'holdfast-ledger-export/1') &&
      [org, origin].every((member) => typeof member === 'string' && /^[^\s+]+$/.test(member)) &&
      isCount(size) &&
      Array.isArray(keys) &&
      (this.projection || filter === null || (hasMembers(filter, [], filterMembers) && isFilter(filter)));
    if (!sound) throw new Damage('malformed');
    if (!origin.endsWith(`/ledger/${org}`)) throw new Damage('foreign');
    this.header = header;
    if (this.#options.organization !== null && this.#options.organization !== org) throw new Damage('foreign');
    this.keys = await openStatements(keys, origin, this.#options.key);
    if (this.keys.some(({ since }) => since > size)) throw new Damage('bad_rotation', { key: this.keys.length });
    this.#rotations = 1;
    this.genesis = textHash(`holdfast/ledger/v1\n${org}\n`);
    this.head = { seq: 0, hash: this.genesis };
    await this.#openSaved();
  }

  /** Checkpoints that were saved earlier (6.5): what they say of themselves and of one another. */
  async #openSaved() {
    const { origin, size } = this.header;
    for (const { name, note } of this.#options.checkpoints) {
      if (this.#isOfLaterKey(note)) throw new Damage('truncated', { saved: name, seq: size + 1 });
      const opened = await openCheckpoint(note, origin, (at) => this.#keyFor(at), { saved: name });
      const twin = this.saved.find((other) => other.size === opened.size);
      if (twin && twin.root !== opened.root) throw new Damage('forked', { saved: name, seq: opened.size });
      if (opened.size > size) throw new Damage('truncated', { saved: name, seq: size + 1 });
      this.saved.push({ name, size: opened.size, root: opened.root, time: opened.time, agrees: null });
    }
    this.saved.sort((a, b) => a.size - b.size);
    if (this.header.filter === null) this.#compareSaved();
  }

  /** Whether a note of this ledger lies behind the end of the file and bears no key that the file can tell of. */
  #isOfLaterKey(note) {
    const said = typeof note === 'string' ? readCheckpoint(note) : null;
    const { origin, size } = this.header;
    if (said === null || said.origin !== origin || said.size <= size) return false;
    return said.signatures.every(({ name, id }) => name !== origin || this.keys.every((key) => key.id !== id));
  }

  #keyFor(size) {
    return this.keys.findLast(({ since }) => since <= size) ?? this.keys[0];
  }

  /** A receipt's line: the bytes from `from` up to the line feed at `to`. */
  receipt(bytes, from, to) {
    if (this.projection) return this.#projected(textOf(bytes, from, to));
    const full = this.header.filter === null;
    const receipt = (full && readUsualLine(bytes, from, to)) || readReceiptLine(textOf(bytes, from, to));
    const { seq, hash: itsHash } = receipt;
    this.#checkOrder(seq, full);
    if (receipt.derived !== itsHash) throw new Damage('altered', { seq });
    if (seq === this.head.seq + 1 && receipt.prev !== this.head.hash) {
      throw new Damage(seq === 1 ? 'foreign' : 'unlinked', { seq });
    }
    this.#checkDetail(receipt);
    this.#checkRotation(receipt);
    if (full) {
      if (receipt.inclusion !== undefined) throw new Damage('malformed', { seq });
      this.tree.append(itsHash);
    } else {
      this.#checkFiltered(receipt);
      if (receipt.action === erasure) this.certifies.push(certificateOf(receipt));
    }
    this.count += 1;
    this.head = { seq, hash: itsHash };
    if (full) this.#compareSaved();
  }

  #checkOrder(seq, full) {
    const next = this.head.seq + 1;
    if (seq < next || seq > this.header.size) throw new Damage('out_of_order', { seq });
    if (full && seq > next) throw new Damage('missing', { seq: next });
  }

  #checkDetail({ seq, action, commitment, opened, erased, missing }) {
    if (missing) throw new Damage('detail_missing', { seq });
    if (opened !== undefined) {
      if (opened !== commitment) throw new Damage('detail_altered', { seq });
      this.details.opened += 1;
    } else if (action === rotation) {
      throw new Damage('bad_rotation', { seq });
    } else if (erased !== undefined) {
      if (!isInstant(erased)) throw new Damage('malformed', { seq });
      this.details.erased += 1;
    } else {
      this.details.absent += 1;
    }
  }

  /** Receipts and statements tell of the same rotations (3.1). */
  #checkRotation({ seq, action, subject, opening }) {
    const next = this.keys[this.#rotations];
    if (action !== rotation) {
      if (next !== undefined && seq >= next.since) throw new Damage('bad_rotation', { seq: next.since });
      return;
    }
    if (next?.since !== seq || subject !== this.header.origin || opening.detail !== next.statement) {
      throw new Damage('bad_rotation', { seq });
    }
    this.#rotations += 1;
  }

  #checkFiltered({ seq, at, actor, action, subject, hash: itsHash, inclusion }) {
    const { filter } = this.header;
    const met =
      (filter.actor ?? actor) === actor &&
      (filter.action ?? action) === action &&
      (filter.subject ?? subject) === subject &&
      at >= (filter.from ?? at) &&
      (filter.to === undefined || at < filter.to);
    if (!met && action !== rotation) throw new Damage('outside_filter', { seq });
    if (inclusion === undefined) throw new Damage('malformed', { seq });
    this.#checkInclusion(seq, itsHash, inclusion);
  }

  /** A line of a projection (8): a hash that stands at its place in the ledger. What is said beside it is not proven. */
  #projected(text) {
    const value = parseCanonical(text);
    const members = ['action', 'actor', 'at', 'hash', 'inclusion', 'seq', 'subject'];
    if (!hasMembers(value, members)) throw new Damage('malformed');
    const { action, actor, at, hash: itsHash, inclusion, seq, subject } = value;
    const sound =
      isCount(seq) &&
      isHash(itsHash) &&
      isInstant(at) &&
      [action, actor, subject].every((member) => typeof member === 'string') &&
      /^actor-[0-9a-f]{16}$/.test(actor) &&
      /^subject-[0-9a-f]{16}$/.test(subject) &&
      Array.isArray(inclusion) &&
      inclusion.every(isHash);
    if (!sound) throw new Damage('malformed', isCount(seq) ? { seq } : {});
    this.#checkOrder(seq, false);
    this.#checkInclusion(seq, itsHash, inclusion);
    this.details.absent += 1;
    this.count += 1;
    this.head = { seq, hash: itsHash };
  }

  #checkInclusion(seq, itsHash, inclusion) {
    const root = rootByInclusion(itsHash, seq - 1, this.header.size, inclusion);
    if (root === null) throw new Damage('proof_altered', { seq });
    // The checkpoint comes last. Until then two different roots are enough to know where the first wrong proof is.
    if (this.#roots.length < 2 && this.#roots[0]?.root !== root) this.#roots.push({ root, seq, line: this.count + 2 });
  }

  #compareSaved() {
    for (; this.saved[this.#nextSaved]?.size === this.tree.size; this.#nextSaved += 1) {
      const saved = this.saved[this.#nextSaved];
      // The size of the export itself is compared at the end, with its checkpoint.
      if (saved.size === this.header.size) return;
      if (saved.root !== this.tree.root()) throw new Damage('rewritten', { saved: saved.name, seq: saved.size });
      saved.agrees = true;
    }
  }

  /** The last line (5.3). */
  async close(text) {
    const value = parseCanonical(text);
    if (!hasMembers(value, ['checkpoint'])) throw new Damage('malformed');
    const { origin, size, filter } = this.header;
    if (filter === null && this.count < size) throw new Damage('missing', { seq: this.count + 1 });
    const unseen = this.keys[this.#rotations];
    if (unseen !== undefined && !this.projection) throw new Damage('bad_rotation', { seq: unseen.since });
    const checkpoint = await openCheckpoint(value.checkpoint, origin, () => this.#keyFor(size));
    if (checkpoint.size !== size) throw new Damage('wrong_size');
    if (filter === null && checkpoint.root !== this.tree.root()) throw new Damage('root_altered');
    const wrong = this.#roots.find(({ root }) => root !== checkpoint.root);
    if (wrong) throw new Damage('proof_altered', { seq: wrong.seq, line: wrong.line });
    for (const saved of this.saved.slice(this.#nextSaved)) this.#compareWith(checkpoint, saved);
    this.checkpoint = checkpoint;
  }

  #compareWith(checkpoint, saved) {
    const place = { saved: saved.name, seq: saved.size };
    if (saved.size === checkpoint.size) {
      if (saved.root !== checkpoint.root) throw new Damage('forked', place);
      saved.agrees = true;
      return;
    }
    const given = this.#options.consistency.find(({ from, to }) => from === saved.size && to === checkpoint.size);
    // From the empty ledger the proof is empty (2), so nobody has to bring it.
    const proof = saved.size === 0 ? [] : given?.proof;
    if (proof === undefined) return;
    if (!Array.isArray(proof) || !proof.every(isHash)) throw new Damage('malformed', place);
    if (!consistencyHolds(saved, checkpoint, proof)) throw new Damage('rewritten', place);
    saved.agrees = true;
  }
}

/** What the receipt of an erasure says (9). Its detail was compared with what the receipt committed to. */
function certificateOf({ seq, at, subject, opening }) {
  const certificate = { organization: subject, at, seq, number: null };
  if (opening === undefined) return certificate;
  let said;
  try {
    said = JSON.parse(opening.detail);
  } catch {
    throw new Damage('malformed', { seq });
  }
  // One number, and the organisation that the receipt itself is about.
  if (said?.organization !== subject || !/^[0-9A-Z-]{1,40}$/.test(said.certificate))
    throw new Damage('malformed', { seq });
  return { ...certificate, number: said.certificate };
}

function isFilter(filter) {
  const texts = Object.values(filter);
  return texts.length > 0 && texts.every((text) => typeof text === 'string');
}

/* ------------------------------------------------------------------------------------------------------------- Lines */

/**
 * The bytes in portions of whole lines, all of them UTF-8. A last line without its line feed comes as it is.
 * @throws Damage `malformed` after the lines before it, for a line that is too long or no UTF-8.
 */
async function* wholeLines(chunks) {
  let pieces = [];
  let held = 0;
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(10) + 1;
    if (end > 0) {
      yield* checked(joined([...pieces, chunk.subarray(0, end)]));
      pieces = [];
      held = 0;
    }
    if (end < chunk.length) pieces.push(chunk.slice(end));
    held += chunk.length - end;
    if (held > lineBytesMax) throw new Damage('malformed', { ahead: 1 });
  }
  if (held > 0) yield* checked(joined(pieces));
}

function joined(pieces) {
  const whole = newBytes(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function* checked(bytes) {
  if (isText(bytes)) {
    yield bytes;
    return;
  }
  // One line of these is no UTF-8: those before it are judged first.
  for (let from = 0; from < bytes.length; ) {
    const to = bytes.indexOf(10, from) + 1 || bytes.length;
    const line = bytes.subarray(from, to);
    // Without its line feed it was cut off, maybe within a character.
    if (line.at(-1) === 10 && !isText(line)) throw new Damage('malformed', { ahead: 1 });
    yield line;
    from = to;
  }
}

function isText(bytes) {
  if (isUtf8) return isUtf8(bytes);
  try {
    textOf(bytes, 0, bytes.length);
    return true;
  } catch {
    return false;
  }
}

function textOf(bytes, from, to) {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(from, to));
}

/**
 * Verifies an export.
 *
 * Afterwards (`ok`) every receipt in it is as it was written, in its place, and covered by a checkpoint that the ledger's
 * key signed; `pinned` says whether that key is the one that was given, without which the file only agrees with itself.
 *
 * @param {AsyncIterable<Uint8Array> | Iterable<Uint8Array>} chunks the file, in portions of any size.
 * @param {object} [options]
 * @param {string | null} [options.key] the pinned vkey.
 * @param {string | null} [options.organization] the id of the organisation whose ledger it has to be.
 * @param {{ name: string, note: string }[]} [options.checkpoints] checkpoints that were saved earlier.
 * @param {{ from: number, to: number, proof: string[] }[]} [options.consistency] proofs for filtered exports.
 * @param {(receipts: number) => void} [options.onProgress] called now and then.
 * @throws TypeError when the pinned key is no vkey.
 */
export async function verifyExport(chunks, options = {}) {
  const { key = null, organization = null, checkpoints = [], consistency = [], onProgress = () => {} } = options;
  if (key !== null && readVerifierKey(key) === null) throw new TypeError('the pinned key is no vkey');
  const verifier = new ExportVerifier({ key, organization, checkpoints, consistency });
  let line = 0;
  try {
    for await (const bytes of wholeLines(chunks)) {
      for (let from = 0; from < bytes.length; ) {
        const to = bytes.indexOf(10, from);
        line += 1;
        if (to < 0) throw new Damage('checkpoint_missing');
        if (line === 1) await verifier.open(textOf(bytes, from, to));
        else if (verifier.checkpoint !== null) throw new Damage('malformed');
        else if (stands(fixed.checkpoint, bytes, from)) await verifier.close(textOf(bytes, from, to));
        else verifier.receipt(bytes, from, to);
        from = to + 1;
      }
      onProgress(verifier.count);
    }
    line += 1;
    if (verifier.checkpoint === null) throw new Damage('checkpoint_missing');
    return reportOf(verifier, key, null);
  } catch (error) {
    if (!(error instanceof Damage)) throw error;
    return reportOf(verifier, key, problemOf(error, line));
  }
}

function problemOf({ problem, place }, line) {
  const { seq = null, saved = null, key = null } = place;
  const itsLine = saved === null ? (place.line ?? line + (place.ahead ?? 0)) : null;
  const found = { problem, message: problems[problem], seq, saved, line: itsLine };
  return { ...found, where: whereOf(found, key) };
}

function whereOf({ seq, saved, line }, key) {
  if (saved !== null) return `saved checkpoint ${saved}${seq === null ? '' : `, receipt ${seq}`}`;
  if (key !== null) return `key ${key}, line ${line}`;
  return seq === null ? `line ${line}` : `receipt ${seq}, line ${line}`;
}

/** What was found, and whose it is. Up to `receipts` everything is in order, also where a problem follows. */
function reportOf(verifier, pinned, problem) {
  const { header, checkpoint, count, head, details, saved } = verifier;
  return {
    ok: problem === null,
    problem,
    pinned: pinned !== null,
    organization: header?.org ?? null,
    origin: header?.origin ?? null,
    kind: header === null ? null : verifier.projection ? 'projection' : header.filter === null ? 'full' : 'filtered',
    filter: header?.filter ?? null,
    size: header?.size ?? null,
    receipts: count,
    head: count === 0 ? null : head,
    details,
    certifies: verifier.certifies,
    root: checkpoint?.root ?? null,
    time: checkpoint?.time ?? null,
    key: checkpoint === null ? null : verifier.keys.find(({ id }) => id === checkpoint.keyId).text,
    keys: verifier.keys.map(({ text, since }) => ({ vkey: text, since })),
    saved,
  };
}

/**
 * Verifies one receipt by itself: its hash, its opening when that is given, its proof and the checkpoint.
 *
 * @param {object} given
 * @param {object} given.receipt the body (1).
 * @param {string} given.hash
 * @param {{ detail: string, salt: string } | null} [given.opening]
 * @param {string[]} given.proof inclusion in the tree of the checkpoint.
 * @param {string} given.checkpoint the signed note.
 * @param {object[]} given.keys the ledger's key statements.
 * @param {string | null} [given.key] the pinned vkey.
 * @returns `{ ok, problem, pinned, size, root, time, key }`
 */
export async function verifyReceipt({ receipt, hash: itsHash, opening = null, proof, checkpoint, keys, key = null }) {
  try {
    if (!hasMembers(receipt, bodyMembers) || !isCount(receipt.seq) || receipt.seq < 1) throw new Damage('malformed');
    const { seq, commitment } = receipt;
    if (!isHash(itsHash) || !Array.isArray(proof) || !proof.every(isHash)) throw new Damage('malformed', { seq });
    if (!Array.isArray(keys) || typeof checkpoint !== 'string') throw new Damage('malformed', { seq });
    if (receiptHash(canonical(receipt)) !== itsHash) throw new Damage('altered', { seq });
    if (opening !== null) {
      if (!isHash(opening.salt) || typeof opening.detail !== 'string') throw new Damage('malformed', { seq });
      if (commitmentHash(opening.salt, opening.detail) !== commitment) throw new Damage('detail_altered', { seq });
    }
    const origin = readCheckpoint(checkpoint)?.origin ?? '';
    const statements = await openStatements(keys, origin, key);
    const inForce = (size) => statements.findLast(({ since }) => since <= size);
    const opened = await openCheckpoint(checkpoint, origin, inForce, {});
    const root = rootByInclusion(itsHash, seq - 1, opened.size, proof);
    if (root !== opened.root) throw new Damage('proof_altered', { seq });
    const signer = statements.find(({ id }) => id === opened.keyId).text;
    const { size, time } = opened;
    return { ok: true, problem: null, pinned: key !== null, size, root, time, key: signer };
  } catch (error) {
    if (!(error instanceof Damage)) throw error;
    const { problem, message } = problemOf(error, 0);
    return { ok: false, problem: { problem, message }, pinned: key !== null };
  }
}

/* ------------------------------------------------------------------------------------------------------------ Worker */

const fileBytesAtOnce = 1024 * 1024;

async function* chunksOfFile(file, onBytes) {
  for (let from = 0; from < file.size; from += fileBytesAtOnce) {
    yield new Uint8Array(await file.slice(from, from + fileBytesAtOnce).arrayBuffer());
    onBytes(Math.min(file.size, from + fileBytesAtOnce));
  }
}

/**
 * Answers the page: `{ id, verify: { file, … } }` with progress and a report, `{ id, receipt: { … } }` with a report,
 * `{ id, cancel: true }` by giving up. Nothing is sent anywhere else.
 */
function serveWorker(scope) {
  const cancelled = new Set();
  const answer = (id, message) => scope.postMessage({ id, ...message });
  const verify = ({ id, verify: { file, ...options } }) => {
    if (options.key !== null && readVerifierKey(options.key) === null) return { failure: 'key' };
    let bytes = 0;
    const chunks = chunksOfFile(file, (read) => {
      if (cancelled.delete(id)) throw new Error('cancelled');
      bytes = read;
    });
    const onProgress = (receipts) => answer(id, { progress: { receipts, bytes } });
    return verifyExport(chunks, { ...options, onProgress }).then((report) => ({ report }));
  };
  scope.onmessage = async ({ data }) => {
    if (data.cancel) {
      cancelled.add(data.id);
      return;
    }
    try {
      answer(data.id, data.receipt ? { report: await verifyReceipt(data.receipt) } : await verify(data));
    } catch (error) {
      answer(data.id, { failure: error instanceof Error ? error.message : String(error) });
    }
  };
  scope.postMessage({ ready: true });
}

/* ----------------------------------------------------------------------------------------------------------- Command */

const usage = `Usage: holdfast-verify <export.jsonl> --key <vkey or file> [options]

Checks the export of a Holdfast ledger. Nothing is sent anywhere.

  --key <vkey or file>      the ledger's public key, as you noted it earlier and elsewhere
  --checkpoint <file>       a signed checkpoint that you saved earlier; may be given more than once
  --consistency <file>      an answer of GET /ledger/consistency, for filtered exports; may be given more than once
  --org <id>                the organisation whose ledger it has to be
  --json                    print the report as JSON
  -                         in place of the file: read standard input

Exit codes: 0 verified, 1 a problem was found, 2 wrong usage or nothing to judge, 3 in order, but unproven: no key was
pinned, or a saved checkpoint could not be compared.
`;

class WrongUsage extends Error {}

function readArguments(words) {
  const given = {
    file: null,
    key: null,
    checkpoints: [],
    consistency: [],
    organization: null,
    json: false,
    help: false,
  };
  for (let at = 0; at < words.length; at += 1) {
    const [, flag, inline] = /^(--[a-z]+)(?:=(.*))?$/s.exec(words[at]) ?? [];
    const value = () => {
      if (inline === undefined) at += 1;
      const found = inline ?? words[at];
      if (found === undefined || found === '') throw new WrongUsage(`${flag} wants a value`);
      return found;
    };
    if (flag === '--key') given.key = value();
    else if (flag === '--checkpoint') given.checkpoints.push(value());
    else if (flag === '--consistency') given.consistency.push(value());
    else if (flag === '--org') given.organization = value();
    else if (flag === '--json') given.json = true;
    else if (flag === '--help' || words[at] === '-h') given.help = true;
    else if (words[at] !== '-' && words[at].startsWith('-')) throw new WrongUsage(`${words[at]} is no option`);
    else if (given.file === null) given.file = words[at];
    else throw new WrongUsage('one export at a time');
  }
  if (given.file === null && !given.help) throw new WrongUsage('name the export');
  return given;
}

function readProof(path, text) {
  try {
    const { from, to, proof } = JSON.parse(text);
    return { from, to, proof };
  } catch {
    throw new WrongUsage(`${path} holds no consistency proof`);
  }
}

/** Without what a terminal would take for commands: the file may come from anybody. */
function printable(text) {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '\ufffd');
}

async function runCommand(words) {
  const fs = await import('node:fs');
  const readSmall = (path) => {
    if (fs.statSync(path).size > 1024 * 1024) throw new WrongUsage(`${path} is too large to be that`);
    return fs.readFileSync(path, 'utf8');
  };
  try {
    const given = readArguments(words);
    if (given.help) {
      process.stdout.write(usage);
      return 0;
    }
    const key = given.key === null || readVerifierKey(given.key) ? given.key : readSmall(given.key).trim();
    if (key !== null && readVerifierKey(key) === null) throw new WrongUsage(`${given.key} holds no vkey`);
    const checkpoints = given.checkpoints.map((path) => ({ name: path, note: readSmall(path) }));
    const consistency = given.consistency.map((path) => readProof(path, readSmall(path)));
    const chunks =
      given.file === '-' ? process.stdin : fs.createReadStream(given.file, { highWaterMark: fileBytesAtOnce });
    const { organization } = given;
    const report = await verifyExport(chunks, { key, organization, checkpoints, consistency });
    process.stdout.write(given.json ? `${JSON.stringify(report, null, 2)}\n` : reportText(given.file, report));
    if (!report.ok) return 1;
    return report.pinned && report.saved.every(({ agrees }) => agrees) ? 0 : 3;
  } catch (error) {
    // Nothing was judged: the file cannot be read, or what was given with it is none. That is no verdict.
    const help = error instanceof WrongUsage ? `\n${usage}` : '';
    process.stderr.write(`holdfast-verify: ${printable(String(error?.message ?? error))}\n${help}`);
    return 2;
  }
}

const number = (value) => value.toLocaleString('en-US');

function reportText(name, report) {
  const { problem, pinned, kind, receipts, size, details, head, root, time, key, keys, saved } = report;
  const rows = [];
  const row = (label, text) => rows.push(`  ${label.padEnd(12)}${printable(text)}`);
  if (problem !== null) {
    row('problem', `${problem.where}: ${problem.message} [${problem.problem}]`);
    row(
      'before it',
      `${number(receipts)} ${receipts === 1 ? 'receipt' : 'receipts'} in order; what follows was not judged`,
    );
    if (report.origin !== null) row('ledger', report.origin);
    return `NOT VERIFIED  ${printable(name)}\n${rows.join('\n')}\n`;
  }
  row('ledger', report.origin);
  const chosen = kind === 'projection' ? 'under pseudonyms' : `chosen by ${JSON.stringify(report.filter)}`;
  row(
    'receipts',
    kind === 'full' ? `${number(receipts)}: the whole ledger` : `${number(receipts)} of ${number(size)}: ${chosen}`,
  );
  if (kind === 'projection') {
    row('proven', 'that receipts with these hashes stand at these places');
    row('not proven', 'what the file says of them: when, what, by whom and to what');
  } else {
    row(
      'details',
      `${number(details.opened)} are what was committed to, ${number(details.erased)} erased, ${number(details.absent)} not in the file`,
    );
  }
  for (const { organization, at, number: certificate } of report.certifies) {
    const named = certificate === null ? 'without its detail' : `certificate ${certificate}`;
    row('certifies', `that organisation ${organization} was erased, ${at}: ${named}`);
  }
  if (head !== null) row('head', `receipt ${number(head.seq)}, ${head.hash}`);
  row('root', root);
  row('checkpoint', `of ${number(size)} receipts${time === null ? '' : `, signed ${time}`}`);
  row('signed by', key);
  if (keys.length > 1) row('keys', `${keys.length}, each signed by the one before`);
  for (const { name: file, size: at, agrees } of saved) {
    row(
      'saved',
      `${file}, ${number(at)} receipts: ${agrees ? 'agrees' : 'NOT COMPARED, a consistency proof is needed'}`,
    );
  }
  if (!pinned) {
    rows.push(
      '',
      '  No key was pinned: the file agrees with itself, and that is all. Whoever can make a ledger can make a key.',
    );
    rows.push('  Get the key by a way that whoever gave you the file does not control, and give it with --key.');
  }
  return `${pinned ? 'VERIFIED' : 'CONSISTENT, NOT VERIFIED'}  ${printable(name)}\n${rows.join('\n')}\n`;
}

if (node) {
  const { realpathSync } = await import('node:fs');
  const { pathToFileURL } = await import('node:url');
  const started = process.argv[1];
  if (started !== undefined && isThisFile(() => pathToFileURL(realpathSync(started)).href)) {
    process.exitCode = await runCommand(process.argv.slice(2));
  }
} else if (typeof WorkerGlobalScope !== 'undefined' && globalThis instanceof WorkerGlobalScope) {
  serveWorker(globalThis);
}

function isThisFile(addressOf) {
  try {
    return addressOf() === import.meta.url;
  } catch {
    return false;
  }
}
