import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanFileName } from '#lib/files/file-name.ts';

describe('the name of a file', () => {
  it.each([
    ['Second price.pdf', 'Second price.pdf'],
    ['Über größe.PDF', 'Über größe.PDF'],
    ['C:\\Users\\ada\\plan.txt', 'plan.txt'],
    ['../../etc/passwd', 'passwd'],
    ['/etc/shadow', 'shadow'],
    ['..', 'file'],
    ['../..', 'file'],
    ['.htaccess', 'htaccess'],
    ['', 'file'],
    [undefined, 'file'],
    ['   ', 'file'],
    ['a\0.pdf', 'a.pdf'],
    ['a\r\nSet-Cookie: x=1.pdf', 'aSet-Cookie: x=1.pdf'],
    ['invoice\u202efdp.exe', 'invoicefdp.exe'],
    ['\u2066x\u2069.txt', 'x.txt'],
    ['a\u200bb\ufeff.txt', 'ab.txt'],
    ['می\u200cخواهم.txt', 'می\u200cخواهم.txt'],
    ['half \ud800 pair.txt', 'half pair.txt'],
    ['tabs\tand   spaces .txt. . ', 'tabsand spaces .txt'],
    ['<script>alert(1)</script>.html', 'script>.html'],
  ])('%j is kept as %j', (given, kept) => {
    expect(cleanFileName(given)).toBe(kept);
  });

  it('is at most 200 characters, with its ending', () => {
    expect(cleanFileName(`${'x'.repeat(300)}.pdf`)).toBe(`${'x'.repeat(196)}.pdf`);
    expect(cleanFileName('x'.repeat(300))).toBe('x'.repeat(200));
    expect(cleanFileName(`a.${'x'.repeat(300)}`)).toHaveLength(200);
    expect(cleanFileName(`${'😀'.repeat(150)}.txt`).isWellFormed()).toBe(true);
  });

  it('holds no path, nothing unseen and no lone half of a character, whatever is given; cleaned again, it is the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
        const name = cleanFileName(given);
        expect(name).toMatch(/^[^.\s\\/][^\\/]*$/u);
        expect(name).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u);
        expect(name.length).toBeLessThanOrEqual(200);
        expect(cleanFileName(name)).toBe(name);
      }),
    );
  });
});
