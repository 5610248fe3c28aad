import type { Operation } from '../../access/operation.ts';
import { acceptMessage } from './accept-message.ts';
import { dismissMessage } from './dismiss-message.ts';
import { listMessages } from './list-messages.ts';
import { notifyMessages } from './notify-messages.ts';
import { sendMessage } from './send-message.ts';
import { takeMessage } from './take-message.ts';

/** What visitors write by contact forms, and what waits to be looked at. */
export const messageOperations: readonly Operation[] = [
  sendMessage,
  takeMessage,
  listMessages,
  acceptMessage,
  dismissMessage,
  notifyMessages,
];
