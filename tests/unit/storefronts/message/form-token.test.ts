import { describe, expect, it } from 'vitest';
import { humanSecondsMin, newFormToken, sentInHaste } from '#lib/storefronts/message/form-token.ts';

const secret = new Uint8Array(32).fill(7);
const shown = new Date('2026-03-01T12:00:00.000Z');
const later = (seconds: number) => new Date(shown.getTime() + seconds * 1_000);

describe('the token of a form', () => {
  it('tells a form that was sent sooner than people type from one that was not', () => {
    const token = newFormToken(secret, 'shop', shown);
    expect(sentInHaste(secret, 'shop', token, later(humanSecondsMin - 0.001))).toBe(true);
    expect(sentInHaste(secret, 'shop', token, later(humanSecondsMin))).toBe(false);
    expect(sentInHaste(secret, 'shop', token, later(30 * 86_400))).toBe(false);
    // Clocks of two servers may differ: a form of the future is in haste, and waits.
    expect(sentInHaste(secret, 'shop', token, later(-60))).toBe(true);
  });

  it('is of its storefront and of this installation, and cannot be made older', () => {
    const token = newFormToken(secret, 'shop', later(-10));
    const [time = '', nonce = '', tag = ''] = token.split('.');
    const older = (Number.parseInt(time, 36) - 60_000).toString(36);
    expect(sentInHaste(secret, 'shop', token, shown)).toBe(false);
    for (const forged of [
      `${older}.${nonce}.${tag}`,
      `${time}.aaaaaaaa.${tag}`,
      `${time}.${nonce}.${'A'.repeat(16)}`,
    ]) {
      expect(sentInHaste(secret, 'shop', forged, shown), forged).toBe(true);
    }
    expect(sentInHaste(secret, 'other', token, shown)).toBe(true);
    expect(sentInHaste(new Uint8Array(32), 'shop', token, shown)).toBe(true);
    for (const none of ['', '.', 'x.y.z', `${token}\n`, ` ${token}`]) {
      expect(sentInHaste(secret, 'shop', none, shown), none).toBe(true);
    }
  });

  it('is another one for each form', () => {
    expect(newFormToken(secret, 'shop', shown)).not.toBe(newFormToken(secret, 'shop', shown));
  });
});
