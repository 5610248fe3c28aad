import type { Operation } from '../access/operation.ts';
import { deleteOwnConsents } from './delete-consents.ts';
import { eraseOwnConsents } from './erase-own.ts';
import { exportConsents } from './export-consents.ts';
import { listConsents } from './list-consents.ts';
import { makeConsentProof } from './make-proof.ts';
import { openConsents } from './open-consents.ts';
import { proveConsent } from './prove-consent.ts';
import { publishConsentSettings } from './publish-settings.ts';
import { readBanner } from './read-banner.ts';
import { readConsent } from './read-consent.ts';
import { readConsentPolicy } from './read-policy.ts';
import { readConsentSettings } from './read-settings.ts';
import { readConsentStatistics } from './read-statistics.ts';
import { recordConsent } from './record-consent.ts';
import { showBanner } from './show-banner.ts';
import { showOwnConsents } from './show-own.ts';
import { takeBackConsent } from './take-back.ts';
import { takeConsent } from './take-consent.ts';
import { updateConsentSettings } from './update-settings.ts';
import { withdrawConsent } from './withdraw-consent.ts';

/** What visitors are asked, what they choose, and its proof. */
export const consentOperations: readonly Operation[] = [
  readConsentSettings,
  updateConsentSettings,
  publishConsentSettings,
  readBanner,
  showBanner,
  recordConsent,
  takeConsent,
  openConsents,
  showOwnConsents,
  proveConsent,
  makeConsentProof,
  withdrawConsent,
  takeBackConsent,
  deleteOwnConsents,
  eraseOwnConsents,
  listConsents,
  readConsent,
  readConsentStatistics,
  exportConsents,
  readConsentPolicy,
];
