import { describe, expect, it } from 'vitest';
import type { OpenApiDocument } from '#lib/contract/document.ts';
import { contractVersion, openApiDocument } from '#lib/contract/openapi.ts';
import { operations } from '#lib/registry.ts';
import { baselinePath } from '../../scripts/print-docs.ts';
import { breakingChanges, ownedUp } from '../support/contract-changes.ts';
import { readProjectFile } from './support/modules.ts';

const today = openApiDocument(operations);
const copy = () => JSON.parse(JSON.stringify(today)) as OpenApiDocument;

describe('the contract keeps what it promised', () => {
  const released = JSON.parse(readProjectFile(baselinePath)) as OpenApiDocument;
  const notes = readProjectFile('docs/api-changes.md');

  it('breaks nothing since the last release that docs/api-changes.md does not own up to', () => {
    const owned = released.info.version === contractVersion ? [] : ownedUp(notes, contractVersion);
    const silent = breakingChanges(released, today).filter(({ operation }) => !owned.includes(operation));
    expect(silent).toEqual([]);
  });

  it('has a section of notes for its version', () => {
    expect(notes).toContain(`\n## ${contractVersion}\n`);
    expect(today.info.version).toBe(contractVersion);
  });

  it('is no older than what was released, and of the version that the path names', () => {
    const [major, ...rest] = contractVersion.split('.').map(Number);
    const [majorBefore, ...restBefore] = released.info.version.split('.').map(Number);
    expect(major).toBe(majorBefore);
    expect(today.servers.map(({ url }) => url)).toEqual([`/api/v${major}`]);
    expect((rest[0] ?? 0) * 1000 + (rest[1] ?? 0)).toBeGreaterThanOrEqual(
      (restBefore[0] ?? 0) * 1000 + (restBefore[1] ?? 0),
    );
  });

  it('owns up by operation, in the section of the version', () => {
    const text =
      '# x\n\n## 1.1.0\n\n- Breaking: `PATCH /contacts/{id}` needs more.\n- New.\n\n## 1.0.0\n\n- Breaking: `GET /me` gone.\n';
    expect(ownedUp(text, '1.1.0')).toEqual(['PATCH /contacts/{id}']);
    expect(ownedUp(text, '2.0.0')).toEqual([]);
  });
});

/** Anything inside the document, to be changed. */
type Loose = { [member: string]: Loose } & Loose[];

describe('a change that breaks callers is found', () => {
  const found = (change: (contract: Loose) => void) => {
    const after = copy();
    change(after as unknown as Loose);
    return [...new Set(breakingChanges(today, after).map(({ operation }) => operation))];
  };
  const at = (contract: Loose, ...path: string[]) => path.reduce((part, step) => part[step] as Loose, contract);
  const set = (part: Loose, member: string, value: unknown) => {
    (part as Record<string, unknown>)[member] = value;
  };
  const schema = (contract: Loose, name: string) => at(contract, 'components', 'schemas', name);

  it.each([
    ['an operation is gone', (c: Loose) => delete at(c, 'paths', '/contacts').post, ['POST /contacts']],
    [
      'a path is another',
      (c: Loose) => {
        set(at(c, 'paths'), '/me-too', at(c, 'paths', '/me'));
        delete at(c, 'paths')['/me'];
      },
      ['GET /me'],
    ],
    [
      'another scope is needed',
      (c: Loose) => set(at(c, 'paths', '/me', 'get'), 'x-permission', 'contacts:read'),
      ['GET /me'],
    ],
    [
      'keys are not taken any more',
      (c: Loose) => set(at(c, 'paths', '/me', 'get'), 'security', [{ session: [] }]),
      ['GET /me'],
    ],
    ['a parameter is gone', (c: Loose) => at(c, 'paths', '/contacts', 'get', 'parameters').shift(), ['GET /contacts']],
    [
      'a parameter is required',
      (c: Loose) => set(at(c, 'paths', '/contacts', 'get', 'parameters', '0'), 'required', true),
      ['GET /contacts'],
    ],
    ['a member is required', (c: Loose) => set(schema(c, 'CreateContact'), 'required', ['email']), ['POST /contacts']],
    ['a member is refused', (c: Loose) => delete at(schema(c, 'CreateContact'), 'properties').city, ['POST /contacts']],
    [
      'a text may be shorter only',
      (c: Loose) => set(at(schema(c, 'CreateContact'), 'properties', 'city'), 'maxLength', 5),
      ['POST /contacts'],
    ],
    [
      'null is refused',
      (c: Loose) => set(at(schema(c, 'CreateContact'), 'properties', 'city'), 'type', 'string'),
      ['POST /contacts'],
    ],
    [
      'a word is refused',
      (c: Loose) => at(schema(c, 'CreateDeal'), 'properties', 'stage', 'enum').pop(),
      ['POST /deals'],
    ],
    ['an answer lacks a member', (c: Loose) => delete at(schema(c, 'Caller'), 'properties').scopes, ['GET /me']],
    [
      'an answer may be null',
      (c: Loose) => set(at(schema(c, 'LedgerVerdict'), 'properties', 'ok'), 'type', ['boolean', 'null']),
      ['GET /ledger/verify'],
    ],
    [
      'an answer has another status',
      (c: Loose) => {
        const responses = at(c, 'paths', '/contacts', 'post', 'responses');
        set(responses, '200', responses['201']);
        delete responses['201'];
      },
      ['POST /contacts'],
    ],
    ['a limit is lower', (c: Loose) => set(at(c, 'paths', '/me', 'get', 'x-limits', '0'), 'limit', 10), ['GET /me']],
    [
      'a body may be smaller only',
      (c: Loose) => set(at(c, 'paths', '/contacts', 'post'), 'x-body-bytes-max', 10),
      ['POST /contacts'],
    ],
  ] as const)('%s', (_what, change, operations) => {
    expect(found(change)).toEqual(operations);
  });

  it.each([
    ['a new operation', (c: Loose) => set(at(c, 'paths'), '/new', at(c, 'paths', '/me'))],
    [
      'a member that may be sent',
      (c: Loose) => set(at(schema(c, 'CreateContact'), 'properties'), 'nickname', { type: 'string' }),
    ],
    [
      'a member that is answered',
      (c: Loose) => set(at(schema(c, 'Contact'), 'properties'), 'nickname', { type: 'string' }),
    ],
    ['other words', (c: Loose) => set(at(c, 'paths', '/me', 'get'), 'summary', 'Say who you are')],
    ['another example', (c: Loose) => set(at(c, 'paths', '/contacts', 'get', 'parameters', '0'), 'example', 'x')],
    ['a longer text', (c: Loose) => set(at(schema(c, 'CreateContact'), 'properties', 'city'), 'maxLength', 500)],
    ['a higher limit', (c: Loose) => set(at(c, 'paths', '/me', 'get', 'x-limits', '0'), 'limit', 10_000)],
    ['one more refusal', (c: Loose) => set(at(c, 'components', 'examples'), 'new_problem', { value: {} })],
  ] as const)('%s breaks nobody', (_what, change) => {
    expect(found(change)).toEqual([]);
  });
});
