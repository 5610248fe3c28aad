import { describe, expect, it } from 'vitest';
import { securityTxt } from '#lib/http/security-txt.ts';
import { readEnvironment } from '#lib/platform/env.ts';

const clock = { now: () => new Date('2026-11-22T08:00:00Z') };
const textWith = (settings: Record<string, string>, origin = 'https://trust.example.com') =>
  securityTxt({ env: readEnvironment(settings), origin, clock });

describe('security.txt', () => {
  it('names the contact that was configured, its own address, and when it expires', () => {
    const text = textWith({ SECURITY_CONTACT: 'mailto:security@example.com' });
    expect(text.split('\n').filter((line) => !line.startsWith('#'))).toEqual([
      'Contact: mailto:security@example.com',
      'Expires: 2027-05-21T08:00:00.000Z',
      'Preferred-Languages: en',
      'Canonical: https://trust.example.com/.well-known/security.txt',
      '',
    ]);
  });

  it('falls back to the sender of mail, which every production installation has', () => {
    expect(textWith({ MAIL_FROM: 'Trust <no-reply@example.com>' })).toContain(
      '\nContact: mailto:no-reply@example.com\n',
    );
    expect(textWith({ MAIL_FROM: 'no-reply@example.com' })).toContain('\nContact: mailto:no-reply@example.com\n');
  });

  it('calls nothing canonical on http', () => {
    expect(textWith({}, 'http://127.0.0.1:3000')).not.toContain('Canonical');
  });

  it.each(['javascript:alert(1)', 'security@example.com', 'http://example.com', 'mailto:a@b.c\nContact: x'])(
    'is never made with %s',
    (contact) => {
      let text = '';
      try {
        text = textWith({ SECURITY_CONTACT: contact });
      } catch {
        return;
      }
      expect(text.match(/^Contact:/gm)).toHaveLength(1);
    },
  );
});
