import { describe, expect, test } from 'vitest';
import { codeIn, mailParts } from '../../../../components/mailbox/mail-parts.ts';

const links = (text: string) => mailParts(text).flatMap((part) => (part.kind === 'link' ? [part.href] : []));

describe('links of a message', () => {
  test('stand where they stood, with every other character kept as it was', () => {
    expect(mailParts('Go:\nhttp://127.0.0.1:3000/sign-in/verify?token=a_b-c\n\nBye <b>&</b>')).toEqual([
      { kind: 'text', text: 'Go:\n' },
      { kind: 'link', href: 'http://127.0.0.1:3000/sign-in/verify?token=a_b-c' },
      { kind: 'text', text: '\n\nBye <b>&</b>' },
    ]);
  });

  test('lead to the web alone', () => {
    expect(links('javascript:alert(1) data:text/html,x ftp://a.example file:///etc/passwd //a.example')).toEqual([]);
    expect(links('JAVASCRIPT:https//x https:// http://')).toEqual([]);
  });

  test('are never shown under the name of another host', () => {
    expect(links('https://bank.example@evil.example/ https://user:pw@evil.example')).toEqual([]);
    expect(links('https://bank.example\\@evil.example/')).toEqual(['https://bank.example/@evil.example/']);
    expect(links('https://b\u0430nk.example/')).toEqual(['https://xn--bnk-6cd.example/']);
  });

  test('end before quotes, brackets, invisible characters and the end of a sentence', () => {
    expect(links('<https://a.example/x> "https://b.example/y", (https://c.example/z).')).toEqual([
      'https://a.example/x',
      'https://b.example/y',
      'https://c.example/z',
    ]);
    expect(links('https://a.example/\u202Egnp.exe')).toEqual(['https://a.example/']);
    expect(links('https://a.example/w_(x)')).toEqual(['https://a.example/w_(x)']);
  });

  test('take time that grows with the message alone', () => {
    const startedMs = performance.now();
    mailParts(`https://a.example/${')'.repeat(200_000)}a ${'http://'.repeat(50_000)}`);
    expect(performance.now() - startedMs).toBeLessThan(2_000);
  });
});

describe('the code of a message', () => {
  test('is six digits that stand alone', () => {
    expect(codeIn('On another device, type this code instead: 042137\n')).toBe('042137');
    expect(codeIn('1234567 and 12345')).toBeNull();
  });

  test('is never taken out of a link', () => {
    expect(codeIn('http://127.0.0.1:3000/x?token=123456')).toBeNull();
  });
});
