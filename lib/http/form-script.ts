import { formScript } from '../storefronts/generated/form-script.ts';
import { formScriptPath } from '../storefronts/message/form-outcome.ts';
import { scriptAnswerer } from './script-answer.ts';

export { formScriptPath };

/** Answers `/storefront-form.js`: what sends the contact form of a storefront's page in place. */
export const formScriptAnswer = scriptAnswerer(formScriptPath, formScript);
