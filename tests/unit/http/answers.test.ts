import { describe, expect, it } from 'vitest';
import { attachment, fileNameOf, problemAnswer } from '#lib/http/answers.ts';
import { cookieLine, parseCookies } from '#lib/http/cookies.ts';
import { fail } from '#lib/platform/errors.ts';

describe('file names in answers', () => {
  it.each([
    ['contacts.csv', `attachment; filename="contacts.csv"; filename*=UTF-8''contacts.csv`],
    ['Zoë "x".csv', `attachment; filename="Zo_ _x_.csv"; filename*=UTF-8''Zo%C3%AB%20%22x%22.csv`],
    ['../../etc/passwd', `attachment; filename=".._.._etc_passwd"; filename*=UTF-8''.._.._etc_passwd`],
    ['a\r\nset-cookie: x', `attachment; filename="a__set-cookie: x"; filename*=UTF-8''a__set-cookie%3A%20x`],
    ['', `attachment; filename="download"; filename*=UTF-8''download`],
  ])('%j', (name, expected) => {
    expect(attachment(name)).toBe(expected);
    expect(() => new Headers({ 'content-disposition': attachment(name) })).not.toThrow();
  });
});

describe('file names of uploads', () => {
  it.each([
    ['attachment; filename="my contacts.csv"', 'my contacts.csv'],
    [`attachment; filename="x.csv"; filename*=UTF-8''Zo%C3%AB.csv`, 'Zoë.csv'],
    ['attachment; filename=plain.csv', 'plain.csv'],
    ['attachment; filename="a\\"b.csv"', 'a"b.csv'],
    ["attachment; filename*=UTF-8''%E0%A4%A", undefined],
    ['attachment', undefined],
    [null, undefined],
  ])('%j', (disposition, expected) => {
    expect(fileNameOf(disposition)).toBe(expected);
  });
});

describe('cookies', () => {
  const cookie = { name: 'holdfast-session', value: 'a.b-c_d', maxAgeSeconds: 60, sameSite: 'lax' } as const;

  it('are HttpOnly, for every path, and Secure where the origin is https', () => {
    expect(cookieLine(cookie, 'http://127.0.0.1:3000')).toBe(
      'holdfast-session=a.b-c_d; Path=/; Max-Age=60; HttpOnly; SameSite=Lax',
    );
    expect(cookieLine(cookie, 'https://trust.example')).toMatch(/; Secure$/);
  });

  it.each(['a;b', 'a b', 'a\r\nb', 'a"b', 'ü'])('never carry %j into the header', (value) => {
    expect(() => cookieLine({ ...cookie, value }, 'https://trust.example')).toThrow('cookie');
  });

  it('are read leniently, the first of a name wins', () => {
    expect([...parseCookies('a=1; b = 2 ;c=x=y;; d; a=9')]).toEqual([
      ['a', '1'],
      ['b', '2'],
      ['c', 'x=y'],
    ]);
    expect(parseCookies(null).size).toBe(0);
  });
});

it('a problem tells the caller what the table says and nothing of what happened', () => {
  const secret = 'SELECT * FROM User at /srv/data';
  const answer = problemAnswer(fail('internal', { detail: secret, cause: new Error(secret) }), 'req_1', []);
  expect(JSON.stringify(answer)).not.toContain('SELECT');
  expect(JSON.parse(String(answer.body))).toEqual({
    type: 'about:blank',
    title: 'Internal error',
    status: 500,
    detail: 'Something went wrong on our side.',
    code: 'internal',
    requestId: 'req_1',
  });
});
