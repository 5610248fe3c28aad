import { z } from 'zod';
import { operatorOperation } from '../../access/operation.ts';
import { WitnessFacts } from '../publish/schema.ts';
import { witnessOf } from './cosignature.ts';

export const readWitness = operatorOperation({
  name: 'witness.readKey',
  title: 'Read the key by which this installation cosigns for others',
  limits: [],
  input: z.strictObject({}),
  output: WitnessFacts,
  writes: false,
  run: async (ctx) => {
    const { secrets, origin, env } = ctx.services;
    return {
      vkey: witnessOf(secrets.masterKey, new URL(origin).host).vkey,
      url: `${origin}/api/v1/witness`,
      logs: (env.WITNESS_LOGS ?? '').split(',').filter((vkey) => vkey !== ''),
    };
  },
});
