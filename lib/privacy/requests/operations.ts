import type { Operation } from '../../access/operation.ts';
import { assignRequest } from './assign-request.ts';
import { attendRequest } from './attend-request.ts';
import { confirmRequest } from './confirm-request.ts';
import { downloadAnswer } from './download-answer.ts';
import { extendRequest } from './extend-request.ts';
import { fetchExport } from './fetch-export.ts';
import { findAnswer } from './find-answer.ts';
import { findMailbox } from './find-mailbox.ts';
import { findSubjects } from './find-subjects.ts';
import { fulfilRequest } from './fulfil-request.ts';
import { linkRequest } from './link-request.ts';
import { listRequests } from './list-requests.ts';
import { noteOpened } from './note-opened.ts';
import { openAnswer } from './open-answer.ts';
import { peekAnswer } from './peek-answer.ts';
import { readPrivacyForm } from './read-form.ts';
import { readRequest } from './read-request.ts';
import { readStatistics } from './read-statistics.ts';
import { receiveRequest } from './receive-request.ts';
import { refuseRequest } from './refuse-request.ts';
import { resendAnswer } from './resend-answer.ts';
import { resendCode } from './resend-code.ts';
import { revokeAnswer } from './revoke-answer.ts';
import { sendAnswerCode } from './send-answer-code.ts';
import { submitRequest } from './submit-request.ts';
import { verifyRequest } from './verify-request.ts';
import { withdrawRequest } from './withdraw-request.ts';

export const subjectRequestOperations: readonly Operation[] = [
  readPrivacyForm,
  submitRequest,
  resendCode,
  confirmRequest,
  peekAnswer,
  sendAnswerCode,
  openAnswer,
  downloadAnswer,
  receiveRequest,
  findMailbox,
  verifyRequest,
  findAnswer,
  noteOpened,
  fetchExport,
  listRequests,
  readRequest,
  readStatistics,
  findSubjects,
  assignRequest,
  linkRequest,
  extendRequest,
  fulfilRequest,
  refuseRequest,
  withdrawRequest,
  resendAnswer,
  revokeAnswer,
  attendRequest,
];
