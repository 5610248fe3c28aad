import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { eventFormats } from '#lib/audit/event-lines.ts';
import type { AuditEvent } from '#lib/audit/schema.ts';

type Event = z.output<typeof AuditEvent>;

const plain: Event = {
  id: 'aud_1',
  at: '2026-03-01T12:00:00.000Z',
  action: 'api.authenticate',
  outcome: 'refused',
  reason: 'key_unknown',
  actor: null,
  actorName: null,
  address: '203.0.113.7',
  door: 'api',
  userAgent: null,
  requestId: 'req_1',
  detail: {},
};

const bytes = (events: readonly Event[]) => eventFormats.csv.head(false) + eventFormats.csv.lines(events);
const cells = (text: string) => parse(text, { bom: true }) as string[][];

describe('a CSV file of events', () => {
  it('has a header and one record for each event, ended by CRLF (RFC 4180), readable as UTF-8 by spreadsheets', () => {
    const text = bytes([plain, { ...plain, id: 'aud_2', detail: { operation: 'GET /me', limit: 5 } }]);
    expect(text.startsWith('\ufeffid,at,action,')).toBe(true);
    expect(text.split('\r\n')).toHaveLength(4);
    const [header, first, second] = cells(text);
    expect(header).toHaveLength(12);
    expect(first?.slice(0, 5)).toEqual(['aud_1', plain.at, 'api.authenticate', 'refused', 'key_unknown']);
    expect(JSON.parse(second?.[11] ?? '')).toEqual({ operation: 'GET /me', limit: 5 });
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1+1'])('calculates nothing: %j', (userAgent) => {
    const [, row] = cells(bytes([{ ...plain, userAgent }]));
    expect(row?.[9]).toBe(`'${userAgent}`);
  });

  it('keeps commas and quotes inside their cell', () => {
    const userAgent = 'a","ok","evil';
    const rows = cells(bytes([{ ...plain, userAgent }]));
    expect(rows).toHaveLength(2);
    expect(rows[1]?.[9]).toBe(userAgent);
  });

  it('tells the operator whose events they are', () => {
    const { head, lines } = eventFormats.csv;
    const rows = cells(head(true) + lines([{ ...plain, orgId: 'org_1' } as Event]));
    expect(rows.map((row) => row[12])).toEqual(['orgId', 'org_1']);
  });
});

describe('an NDJSON file of events', () => {
  it('has one object on each line, and nothing before the first', () => {
    const { head, lines } = eventFormats.ndjson;
    const text = head(false) + lines([plain, { ...plain, userAgent: 'a\nb"}\n{"forged":true}' }]);
    const parsed = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Event);
    expect(parsed).toHaveLength(2);
    expect(parsed[0]).toEqual(plain);
  });
});
