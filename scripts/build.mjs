import { prepare } from './bootstrap/prepare.mjs';
import { endOnStop } from './bootstrap/stop.mjs';

/** `npm run build`: everything that `npm start` would do short of listening. */
await endOnStop(() => prepare({ build: true }));
