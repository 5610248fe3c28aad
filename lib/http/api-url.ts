import { runtime } from '../runtime.ts';
import { apiBase } from './answers.ts';

/** Where the API answers, for people to copy: `https://host/api/v1`. */
export function apiUrl(): string {
  return `${runtime().origin}${apiBase}`;
}
