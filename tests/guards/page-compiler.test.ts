import { expect, it } from 'vitest';
import config from '../../next.config.ts';

it('the page compiler prints no arguments of actions: ids that open something are among them', () => {
  expect(config.logging).toEqual({ serverFunctions: false });
});
