const pages = {
  'signed-in': ['You are signed in', 'Go back to the terminal. You can close this page.'],
  failed: ['You are not signed in', 'The terminal says why. You can close this page.'],
  'not-here': ['There is nothing here', 'If you were signing in, go back to the terminal and start again.'],
} as const;

/** What a person sees at the end of a sign-in. It holds nothing that anybody sent. */
export function callbackPage(page: keyof typeof pages): string {
  const [title, text] = pages[page];
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title} · Holdfast</title>
<style>
:root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.5 }
body { display: grid; min-height: 90vh; place-content: center; text-align: center; padding: 1rem }
</style>
<main>
<h1>${title}</h1>
<p>${text}</p>
</main>
</html>
`;
}
