import type { RenderedPage } from './document.ts';
import { html, htmlText, vouchedHtml } from './html.ts';
import { styleSheet } from './style.ts';

const style = styleSheet({ brand: '#374151', scheme: 'auto', layout: 'narrow' });

/** The one page for everything that is not there, whatever the reason. It names nothing, so that its bytes tell nothing. */
export const notFoundPage: RenderedPage = {
  style,
  text: htmlText(html`<!doctype html>
<html lang="en" dir="ltr" class="narrow">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Nothing is here</title>
<style>${vouchedHtml(style)}</style>
</head>
<body>
<main><div class="hero"><div class="wrap"><div><h1>Nothing is here</h1><p class="lead">There is no page at this address, or there is none any more. Perhaps there is a slip in the link; whoever gave it to you will know.</p></div></div></div></main>
</body>
</html>
`),
};
