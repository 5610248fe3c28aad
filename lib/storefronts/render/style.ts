import type { StorefrontContentOf } from '../content.ts';
import { type Palette, palette } from './colours.ts';

/** Every value is made by us or is one of a closed list: nothing that somebody typed is in a style sheet. */
function variables(colours: Palette): string {
  return Object.entries(colours)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';');
}

function schemes({ brand, scheme }: StorefrontContentOf['theme']): string {
  const [light, dark] = [variables(palette(brand, 'light')), variables(palette(brand, 'dark'))];
  if (scheme === 'light') return `:root{color-scheme:light;${light}}`;
  // Paper is light.
  if (scheme === 'dark') return `:root{color-scheme:dark;${dark}}@media print{:root{color-scheme:light;${light}}}`;
  return `:root{color-scheme:light dark;${light}}@media screen and (prefers-color-scheme:dark){:root{${dark}}}`;
}

const rules = `
*,*::before,*::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1.5rem}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
body{margin:0;min-height:100vh;min-height:100dvh;display:flex;flex-direction:column;background:var(--page);color:var(--text);font:1.0625rem/1.65 ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Noto Sans",sans-serif;overflow-wrap:break-word;-webkit-font-smoothing:antialiased}
main{flex:1}
h1,h2,h3,h4,h5,h6{margin:0;line-height:1.15;letter-spacing:-.022em;font-weight:680;text-wrap:balance}
h1{font-size:clamp(2.25rem,1.45rem + 3.6vw,4rem);letter-spacing:-.035em;line-height:1.05}
h2{font-size:clamp(1.625rem,1.3rem + 1.3vw,2.25rem)}
h3{font-size:1.25rem;line-height:1.3;letter-spacing:-.012em}
h4,h5,h6{font-size:1.0625rem;line-height:1.4;letter-spacing:0}
p,ul,ol,dl,figure{margin:0}
address{font-style:normal}
a{color:var(--accent);text-decoration-thickness:1px;text-underline-offset:.2em}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px;border-radius:4px}
img{display:block;max-width:100%;height:auto}
.wrap{width:100%;max-width:var(--width);margin-inline:auto;padding-inline:clamp(1.25rem,4vw,2.5rem)}
.wide{--width:76rem}.narrow{--width:50rem}
.skip{position:absolute;inset-inline-start:1rem;top:-6rem;padding:.75rem 1.25rem;background:var(--brand);color:var(--ink);border-radius:0 0 .75rem .75rem;z-index:2}
.skip:focus{top:0}
.bar{padding-block:1.125rem}
.bar .wrap{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.5rem 1.5rem}
.home{display:inline-flex;align-items:center;gap:.75rem;color:var(--text);font-weight:650;letter-spacing:-.01em;text-decoration:none}
.mark{display:grid;place-items:center;width:2.25rem;height:2.25rem;border-radius:.7rem;background:var(--brand);color:var(--ink);font-weight:700;box-shadow:inset 0 0 0 1px rgb(128 128 128/.22)}
.bar nav{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem}
.bar nav a{display:inline-block;padding-block:.375rem;color:var(--quiet);font-size:.975rem;text-decoration:none}
.bar nav a:hover{color:var(--text);text-decoration:underline}
.hero{padding-block:clamp(2.5rem,1rem + 6vw,6.5rem) clamp(3rem,1.5rem + 6vw,7rem);background:linear-gradient(180deg,var(--page),var(--band))}
.hero .wrap{display:grid;gap:clamp(2rem,5vw,4.5rem);align-items:center}
.hero .lead{margin-top:1.25rem;max-width:38rem;color:var(--quiet);font-size:clamp(1.125rem,1rem + .6vw,1.4rem);line-height:1.5;text-wrap:pretty}
.hero img{width:100%;aspect-ratio:4/3;object-fit:cover;border-radius:1.5rem;box-shadow:0 1px 2px rgb(0 0 0/.08),0 24px 60px -24px rgb(0 0 0/.35)}
.acts{display:flex;flex-wrap:wrap;gap:.75rem;margin-top:2rem}
.act{display:inline-block;padding:.8rem 1.5rem;border-radius:999px;font-weight:620;line-height:1.3;text-decoration:none;border:1px solid var(--line);color:var(--text);background:var(--surface)}
.act.main{background:var(--brand);color:var(--ink);border-color:rgb(128 128 128/.22)}
.act:hover{text-decoration:underline;text-underline-offset:.25em}
section{padding-block:clamp(3rem,1.75rem + 4.5vw,6rem)}
section.band{background:var(--band)}
section>.wrap>h2+*{margin-top:clamp(1.5rem,3vw,2.5rem)}
.prose{max-width:42rem}
.prose>*+*{margin-top:1.1em}
.prose>*+h2,.prose>*+h3{margin-top:1.9em}
.prose>h2+*,.prose>h3+*{margin-top:.7em}
.prose ul,.prose ol{padding-inline-start:1.35em}
.prose li+li{margin-top:.35em}
.prose li::marker{color:var(--accent)}
.prose>p:first-child{font-size:1.2em;line-height:1.55}
.legal .prose>p:first-child{font-size:inherit;line-height:inherit}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,15.5rem),1fr));gap:clamp(1.25rem,2.5vw,2rem);padding:0;list-style:none}
.cards.few{grid-template-columns:repeat(auto-fill,minmax(min(100%,21rem),1fr))}
.card{display:flex;flex-direction:column;overflow:hidden;background:var(--surface);border:1px solid var(--line);border-radius:1.25rem}
.card img{width:100%;aspect-ratio:4/3;object-fit:cover;background:var(--band)}
.card .body{display:flex;flex-direction:column;flex:1;gap:.65rem;padding:1.5rem}
.card p+p{margin-top:.6rem}
.card .text{color:var(--quiet);font-size:1rem;line-height:1.6}
.card .foot{display:flex;flex-wrap:wrap;align-items:baseline;justify-content:space-between;gap:.25rem 1rem;margin-top:auto;padding-top:.6rem}
.price{font-weight:680;font-size:1.125rem;letter-spacing:-.01em}
.more{font-weight:600}
.more::after,.act.out::after{content:"\\2009\\2192"/""}
.embeds{display:grid;gap:2rem}
.embeds iframe{display:block;width:100%;height:auto;aspect-ratio:16/9;border:0;border-radius:1.25rem;background:var(--band) repeating-linear-gradient(135deg,transparent 0 14px,var(--line) 14px 15px)}
figcaption{margin-top:.75rem;color:var(--quiet);font-size:.95rem}
.contact{display:grid;gap:clamp(2.5rem,5vw,4.5rem)}
.facts{display:grid;gap:1.5rem;align-content:start}
.facts dt{color:var(--quiet);font-size:.9rem}
.facts dd{margin:.15rem 0 0;font-size:1.0625rem}
.facts a{font-weight:600}
.contact-form{background:var(--surface);border:1px solid var(--line);border-radius:1.5rem;padding:clamp(1.25rem,3vw,2.25rem)}
.contact-form h3+p,.contact-form h2+p{margin-top:.5rem;color:var(--quiet)}
.contact-form form{display:grid;gap:1.125rem;margin-top:1.25rem}
.contact-form label{display:block;font-weight:600;font-size:.95rem}
.contact-form input:not([type=checkbox],[type=radio],[type=hidden]),.contact-form textarea,.contact-form select{display:block;width:100%;margin-top:.35rem;padding:.75rem .9rem;font:inherit;font-size:1rem;color:var(--text);background:var(--page);border:1px solid var(--quiet);border-radius:.75rem}
.contact-form textarea{min-height:9rem;resize:vertical}
.contact-form [aria-invalid=true]{border-width:2px}
.contact-form button{justify-self:start;padding:.85rem 1.75rem;font:inherit;font-weight:620;color:var(--ink);background:var(--brand);border:1px solid rgb(128 128 128/.22);border-radius:999px;cursor:pointer}
.contact-form button:hover{text-decoration:underline;text-underline-offset:.25em}
.contact-form .hint,.contact-form small{color:var(--quiet);font-size:.9rem}
.contact-form .problem{display:block;margin-top:.4rem;font-weight:600;font-size:.95rem}
.contact-form .problem:empty{display:none}
.contact-form .field:has([aria-invalid=true]){padding-inline-start:1rem;border-inline-start:4px solid var(--text);border-color:light-dark(#b3261e,#ffb4ab)}
#contact-outcome:not([hidden]){margin-top:1.25rem;padding:1rem 1.25rem;border:1px solid var(--line);border-inline-start:4px solid var(--accent);border-radius:.75rem;line-height:1.5}
#contact-outcome.problem-summary{border-inline-start-color:var(--text);border-inline-start-color:light-dark(#b3261e,#ffb4ab)}
#contact-outcome.problem-summary p{font-weight:600}
#contact-outcome ul{margin-top:.5rem;padding-inline-start:1.25rem}
.hp{position:absolute;inset-inline-start:-200vw;width:1px;height:1px;overflow:hidden}
.legal h1{font-size:clamp(1.75rem,1.2rem + 2.6vw,3rem);hyphens:auto}
.legal .wrap>*+*{margin-top:1.75rem}
.legal h2{font-size:1.4rem;line-height:1.3}
.legal .prose>*+h2{margin-top:2.25rem}
.scroll{overflow-x:auto;max-width:100%}
table{border-collapse:collapse;width:100%;font-size:.95rem;line-height:1.5}
th,td{padding:.7rem 1rem .7rem 0;text-align:start;vertical-align:top;border-bottom:1px solid var(--line)}
th{font-weight:620}
td code{font:.85rem/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
footer{border-top:1px solid var(--line);padding-block:2.25rem calc(2.25rem + env(safe-area-inset-bottom));color:var(--quiet);font-size:.95rem}
footer .wrap{display:flex;flex-wrap:wrap;justify-content:space-between;gap:1rem 2rem}
footer nav{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem}
footer a{color:inherit;display:inline-block;padding-block:.125rem}
@media (min-width:56em){
.hero.pictured .wrap{grid-template-columns:minmax(0,1fr) minmax(0,1.05fr)}
.narrow .hero.pictured .wrap{grid-template-columns:minmax(0,1fr)}
.narrow .hero img{aspect-ratio:16/9}
.contact.both{grid-template-columns:minmax(0,1fr) minmax(0,1.35fr)}
.wide .about{display:grid;grid-template-columns:minmax(0,1fr)}
.wide .about .prose{margin-inline:auto}
.facts{position:sticky;top:2rem}
.narrow .contact.both{grid-template-columns:minmax(0,1fr)}
.narrow .facts{position:static}
}
@media (min-width:34em){.narrow .facts{grid-template-columns:repeat(2,minmax(0,1fr))}}
@media print{
body{font-size:11pt;display:block}
.bar nav,.acts,.skip,.contact-form,footer nav,.embeds{display:none}
.hero,section,section.band{background:none;padding-block:1.25rem}
.hero img{box-shadow:none;max-height:9cm}
.card{break-inside:avoid}
a{color:inherit}
.prose a::after{content:" (" attr(href) ")";font-size:.85em}
}
`;

const sheet = rules.replace(/\n/g, '');

/** The style sheet of a page with this look: about 7 kB, in the page itself, so that the first paint waits for nothing. */
export function styleSheet(theme: StorefrontContentOf['theme']): string {
  return `${schemes(theme)}${sheet}`;
}
