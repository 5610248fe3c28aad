import { describe, expect, it } from 'vitest';
import { contentTypeOf } from '#lib/files/content-type.ts';

const unknown = 'application/octet-stream';
const of = (head: string | Uint8Array, name: string) =>
  contentTypeOf(typeof head === 'string' ? Buffer.from(head, 'latin1') : head, name);

describe('the type of a file', () => {
  it.each([
    ['%PDF-1.7', 'offer.pdf', 'application/pdf'],
    ['%PDF-1.7', 'offer.html', 'application/pdf'],
    ['\x89PNG\r\n\x1a\n', 'x', 'image/png'],
    ['\xff\xd8\xff\xe0', 'x.jpg', 'image/jpeg'],
    ['GIF89a', 'x.gif', 'image/gif'],
    ['RIFF\0\0\0\0WEBP', 'x.webp', 'image/webp'],
    ['PK\x03\x04', 'x.zip', 'application/zip'],
    ['PK\x03\x04', 'x.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['Dear Ada', 'letter.txt', 'text/plain'],
    ['a,b\n1,2\n', 'table.csv', 'text/csv'],
    ['{}', 'x.json', 'application/json'],
  ])('%j called %s is %s', (head, name, type) => {
    expect(of(head, name)).toBe(type);
  });

  it.each([
    ['<html><script>alert(1)</script>', 'page.html'],
    ['<html><script>alert(1)</script>', 'page.pdf'],
    ['<html><script>alert(1)</script>', 'page.png'],
    ['<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'drawing.svg'],
    ['<?xml version="1.0"?><x/>', 'x.xml'],
    ['alert(1)', 'x.js'],
    ['MZ\x90\0', 'x.txt'],
    ['binary\0text', 'x.csv'],
    ['\xff\xfe not UTF-8', 'x.txt'],
    ['', 'x'],
    ['PK', 'x.docx'],
  ])('%j called %s is bytes of no told kind', (head, name) => {
    expect(of(head, name)).toBe(unknown);
  });

  it('a text whose head is cut in the middle of a character is a text', () => {
    expect(of(Buffer.from('für').subarray(0, 2), 'x.txt')).toBe('text/plain');
  });
});
