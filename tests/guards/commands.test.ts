import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { operations } from '#lib/registry.ts';
import { readApiContract } from '../../cli/api/contract.ts';
import { flagsOf, ownFlags } from '../../cli/api/flags.ts';
import { isSecretMember, kebab, wordsOf } from '../../cli/api/words.ts';
import { createProgram } from '../../cli/program.ts';

const contract = readApiContract();
const program = createProgram({
  terminal: { out: () => undefined, outBytes: async () => undefined, err: () => undefined },
  here: () => {
    throw new Error('no command is run');
  },
  foundBad: () => undefined,
});

const below = (command: Command | undefined, name: string) =>
  command?.commands.find((candidate) => candidate.name() === name);
const api = below(program, 'api');

describe('every operation that HTTP reaches', () => {
  const reached = operations.filter((operation) => operation.http !== undefined);

  it('is a command', () => {
    expect(reached.length).toBeGreaterThan(190);
    const missing = reached.filter(({ name }) => {
      const [things = '', verb = ''] = name.split('.').map(kebab);
      return below(below(api, things), verb) === undefined;
    });
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  it('is one without `api` too, unless an operator’s verb has the name of its group', () => {
    const groups = [...new Set(contract.operations.map((operation) => wordsOf(operation)[0]))];
    const told = (group: Command | undefined) => group?.commands.map((one) => `${one.name()}: ${one.description()}`);
    const onlyBelowApi = groups.filter(
      (group) => String(told(below(program, group))) !== String(told(below(api, group))),
    );
    expect(onlyBelowApi.sort()).toEqual(['audit', 'erasure', 'ledger', 'retention', 'witness']);
  });

  it('has an option or an argument for every member of its input, but for credentials', () => {
    for (const operation of contract.operations) {
      const [group, verb] = wordsOf(operation);
      const command = below(below(api, group), verb);
      const words = new Set([
        ...(command?.options ?? []).map(({ long }) => long?.replace(/^--/, '')),
        ...(command?.registeredArguments ?? []).map((argument) => argument.name()),
      ]);
      for (const member of Object.keys(operation.input.properties ?? {})) {
        const name = (ownFlags as readonly string[]).includes(kebab(member)) ? `input-${kebab(member)}` : kebab(member);
        expect(words.has(name), `${group} ${verb}: ${member}`).toBe(!isSecretMember(member));
      }
      const keys = flagsOf(contract.document, operation).map(({ key }) => key);
      expect(new Set(keys).size, `${group} ${verb}`).toBe(keys.length);
    }
  });

  it('takes credentials by --data alone: the words of a command are seen by others', () => {
    const secret = ['shares.open', 'auth.verify', 'keyLeaks.report', 'subjectRequests.download', 'consents.open'];
    for (const name of secret) {
      const operation = contract.operations.find(({ things, verb }) => `${things}.${verb}` === name);
      const [group, verb] = wordsOf(operation as NonNullable<typeof operation>);
      const command = below(below(api, group), verb);
      expect(command?.registeredArguments, name).toEqual([]);
      const words = command?.options.map(({ long }) => long) ?? [];
      expect(words, name).toContain('--data');
      expect(
        words.filter((word) => /token|code|consent-id/.test(word ?? '')),
        name,
      ).toEqual([]);
    }
  });
});
