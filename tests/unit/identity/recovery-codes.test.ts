import { describe, expect, it } from 'vitest';
import { plainRecoveryCode } from '#lib/identity/factors/recovery-codes.ts';

const plain = '01BC23DE45FG67HJ89KM0NP1';

describe('a recovery code as somebody types it', () => {
  it('is read in either case, with spaces, dashes of any kind, in full width, and with look-alikes', () => {
    for (const typed of [
      plain,
      '01BC-23DE-45FG-67HJ-89KM-0NP1',
      ' 01bc 23de 45fg 67hj 89km 0np1 ',
      '01bc\u201323de\u201445fg\u201067hj 89km 0np1',
      'OlBC-23DE-45FG-67HJ-89KM-oNPI',
      [...plain].map((letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)).join(''),
    ]) {
      expect(plainRecoveryCode(typed), typed).toBe(plain);
    }
  });

  it('is none with less or more than 120 bits of it, or with a letter that no code has', () => {
    for (const typed of ['', plain.slice(1), plain.slice(8), `${plain}0`, `U${plain.slice(1)}`, `!${plain.slice(1)}`]) {
      expect(plainRecoveryCode(typed), typed).toBeNull();
    }
  });
});
