import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLocalMailbox, listLocalMail, removeLocalMail } from '#lib/platform/mail/local-mailbox.ts';
import { type TemporaryFolder, temporaryFolder } from '../../../support/data-folder.ts';
import { createTestClock } from '../../../support/test-clock.ts';

let temporary: TemporaryFolder;
beforeEach(() => {
  temporary = temporaryFolder();
});
afterEach(() => temporary.remove());

it('takes the mail that names somebody, and nobody else’s whose address or name has theirs in it', async () => {
  const mailbox = createLocalMailbox(temporary.path, createTestClock());
  const send = (to: string, text: string) => mailbox.send({ to, subject: 'Hello', text, html: `<p>${text}</p>` });
  await send('Ann@example.com', 'To you.');
  await send('eve@example.com', 'Ask ann@example.com.');
  await send('joann@example.com', 'To you.');
  await send('eve@example.com', 'See https://crm.example/acme-two, or Acmeville.');
  await send('eve@example.com', 'See https://crm.example/acme, please.');
  expect(removeLocalMail(temporary.path, 'ann@example.com')).toBe(2);
  expect(removeLocalMail(temporary.path, 'https://crm.example/acme')).toBe(1);
  expect(removeLocalMail(temporary.path, 'Acme')).toBe(0);
  expect(removeLocalMail(temporary.path, 'e')).toBe(0);
  expect(listLocalMail(temporary.path)).toHaveLength(2);
});
