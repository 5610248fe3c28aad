import type { Operation } from '../../access/operation.ts';
import { answerFactor, readFactorQuestion } from './answer-factor.ts';
import { readFactorPolicy, updateFactorPolicy } from './factor-policy.ts';
import { listFactors, makeRecoveryCodes } from './list-factors.ts';
import { addPasskey, askNewPasskey, renamePasskey } from './passkey-operations.ts';
import { removeAuthenticator, removePasskey } from './remove-factor.ts';
import { readNotice, reportChange } from './report-change.ts';
import { resetFactors, resetMemberFactors, unfreezeAccount } from './reset-factors.ts';
import { askSignInPasskey, signInByPasskey } from './sign-in-by-passkey.ts';
import { askPasskey, stepUp } from './step-up.ts';
import { confirmAuthenticator, offerAuthenticator } from './totp-operations.ts';

export const factorOperations: readonly Operation[] = [
  readFactorQuestion,
  answerFactor,
  askSignInPasskey,
  signInByPasskey,
  listFactors,
  askNewPasskey,
  addPasskey,
  renamePasskey,
  removePasskey,
  offerAuthenticator,
  confirmAuthenticator,
  removeAuthenticator,
  makeRecoveryCodes,
  askPasskey,
  stepUp,
  readNotice,
  reportChange,
  readFactorPolicy,
  updateFactorPolicy,
  resetMemberFactors,
  resetFactors,
  unfreezeAccount,
];
