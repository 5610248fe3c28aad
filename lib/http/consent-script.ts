import { consentScript } from '../consent/generated/consent-script.ts';
import { consentScriptPath } from './headers.ts';
import { scriptAnswerer } from './script-answer.ts';

/** Answers `/consent.js`: the banner's script, for pages anywhere. */
export const consentScriptAnswer = scriptAnswerer(consentScriptPath, consentScript);
