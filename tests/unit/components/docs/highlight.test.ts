import { describe, expect, it } from 'vitest';
import { type CodeLanguage, tokensOf } from '../../../../components/docs/highlight.ts';
import { quickstart } from '../../../../components/docs/quickstart.ts';

const kinds = (code: string, language: CodeLanguage) =>
  tokensOf(code, language)
    .filter(({ kind }) => kind !== 'plain')
    .map(({ kind, text }) => `${kind}: ${text}`);

describe('colouring code', () => {
  it('keeps every character, whatever the code', () => {
    const languages = { curl: 'shell', typescript: 'typescript', python: 'python' } as const;
    for (const { samples } of quickstart) {
      for (const [name, language] of Object.entries(languages)) {
        const code = samples[name as keyof typeof languages] ?? '';
        expect(
          tokensOf(code, language)
            .map(({ text }) => text)
            .join(''),
        ).toBe(code);
      }
    }
    const odd = '"open \\" \' ` é 😀 -1.5e3 /* # \\';
    for (const language of ['shell', 'typescript', 'python', 'json', 'http'] as const) {
      expect(
        tokensOf(odd, language)
          .map(({ text }) => text)
          .join(''),
      ).toBe(odd);
    }
  });

  it('tells texts, words, numbers and remarks apart', () => {
    expect(kinds("const x = 'a' // b", 'typescript')).toEqual(['word: const', "text: 'a'", 'comment: // b']);
    expect(kinds('print(None, 12) # x', 'python')).toEqual(['word: print', 'word: None', 'number: 12', 'comment: # x']);
    expect(kinds('{"a": "b", "c": [1, null]}', 'json')).toEqual([
      'name: "a"',
      'text: "b"',
      'name: "c"',
      'number: 1',
      'word: null',
    ]);
    expect(kinds(`curl -d '{\n"a": 1}' "$X"`, 'shell')).toEqual(['word: curl', `text: '{\n"a": 1}'`, 'text: "$X"']);
  });
});
