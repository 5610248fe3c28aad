import { useId } from 'react';
import type { CodeSamples } from '#lib/contract/code-samples.ts';
import { Code } from './code.tsx';

const languages = [
  { name: 'curl', title: 'curl', language: 'shell', panel: 'group-has-[input[value=curl]:checked]/code:block' },
  {
    name: 'typescript',
    title: 'TypeScript',
    language: 'typescript',
    panel: 'group-has-[input[value=typescript]:checked]/code:block',
  },
  { name: 'python', title: 'Python', language: 'python', panel: 'group-has-[input[value=python]:checked]/code:block' },
] as const;

/** The same call in three languages. Chosen by radio buttons, so that it works where no script runs; printed, all show. */
export function CodeTabs({ samples, about }: { samples: Partial<CodeSamples>; about: string }) {
  const name = useId();
  const shown = languages.filter((language) => samples[language.name] !== undefined);
  return (
    <div className="group/code grid min-w-0 gap-2">
      <fieldset className="flex flex-wrap gap-1 print:hidden">
        <legend className="sr-only">Language of the example: {about}</legend>
        {shown.map((language, index) => (
          <label
            key={language.name}
            className="relative cursor-pointer rounded-sm px-2 py-1 text-xs font-medium text-ink-3 hover:text-ink has-checked:bg-press has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              name={name}
              value={language.name}
              defaultChecked={index === 0}
              data-code-language={language.name}
              className="absolute inset-0 cursor-pointer opacity-0"
            />
            {language.title}
          </label>
        ))}
      </fieldset>
      {shown.map((language) => (
        <Code
          key={language.name}
          code={samples[language.name] ?? ''}
          language={language.language}
          title={language.title}
          className={`hidden print:block ${language.panel}`}
        />
      ))}
    </div>
  );
}
