import type { BannerTheme } from '../categories.ts';
import { inkOn, readableOn } from './colours.ts';

interface Palette {
  readonly paper: string;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly well: string;
  readonly off: string;
}

const light: Palette = {
  paper: '#ffffff',
  ink: '#181b21',
  soft: '#50565f',
  line: '#dfe2e7',
  well: '#f5f6f8',
  off: '#7b828d',
};

const dark: Palette = {
  paper: '#181a1f',
  ink: '#f1f2f4',
  soft: '#b3b8c1',
  line: '#343841',
  well: '#21242b',
  off: '#8b929e',
};

function variables(palette: Palette, brand: string, scheme: 'light' | 'dark'): string {
  const accent = readableOn(palette.well, brand);
  const colours = { ...palette, accent, 'on-accent': inkOn(accent) };
  const lines = Object.entries(colours).map(([name, value]) => `--${name}:${value}`);
  return `:host{${lines.join(';')};color-scheme:${scheme}}`;
}

/** `all: initial` keeps out what the page's styles would hand down; the system's own font costs nothing to load. */
const base = `
:host{all:initial!important;font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif!important;color:var(--ink)}
*,::before,::after{box-sizing:border-box}
[hidden]{display:none!important}
h2,h3,p,ul{margin:0;padding:0;font:inherit}
h2{font-size:17px;font-weight:650;line-height:1.3;letter-spacing:-.01em}
h2:focus{outline:none}
p{color:var(--soft);overflow-wrap:anywhere}
a{color:var(--accent);text-underline-offset:2px}
svg{width:20px;height:20px;fill:none;stroke:currentColor;stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round;flex:none}
button{font:inherit;font-weight:600;line-height:1.25;color:inherit;cursor:pointer;border:1px solid transparent;border-radius:9px;background:none;padding:10px 14px;min-height:44px;overflow-wrap:anywhere}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.main{background:var(--accent);color:var(--on-accent)}
.main:hover{background:color-mix(in srgb,var(--accent) 88%,var(--ink))}
.plain{border-color:var(--off);background:var(--paper)}
.plain:hover,.x:hover{background:var(--well)}
.x{display:grid;place-items:center;padding:0;width:40px;min-height:40px;margin:-6px 0 0;color:var(--soft);flex:none}
.top{display:flex;gap:12px;justify-content:space-between;align-items:flex-start}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:10px}
.wide{grid-column:1/-1}
.links{display:flex;flex-wrap:wrap;gap:2px 16px;font-size:14px}
.links a{padding:3px 0;min-width:24px}
.purposes{list-style:none;display:flex;flex-wrap:wrap;gap:6px;font-size:13px}
.purposes li{border:1px solid var(--line);background:var(--well);border-radius:20px;padding:2px 10px}
.gpc{border-left:3px solid var(--accent);padding:2px 0 2px 10px;color:var(--ink)}
.card{background:var(--paper);color:var(--ink);border:1px solid var(--line);border-radius:16px;box-shadow:0 12px 40px rgb(0 0 0/.18),0 2px 6px rgb(0 0 0/.08)}
`;

const banner = `
.banner{position:fixed;z-index:2147483646;inset:auto 20px 20px;max-height:calc(100dvh - 40px);overflow:auto;padding:20px 22px;display:grid;gap:14px;animation:rise .24s ease-out}
.say{display:grid;gap:8px;align-content:start}
.do{display:grid;align-content:center;position:sticky;bottom:0;background:var(--paper);box-shadow:0 0 0 8px var(--paper),0 12px 0 8px var(--paper)}
.bottom{max-width:1120px;margin:0 auto}
.bottom-left{right:auto;width:420px}
.bottom-right{left:auto;width:420px}
@media(min-width:900px){.bottom:not(.note){grid-template-columns:1fr 340px;gap:12px 36px}.bottom .top,.bottom .say{grid-column:1}.bottom .do{grid-column:2;grid-row:1/span 2}.bottom .top{margin-bottom:-4px}.bottom:not(.note){padding-right:64px}.bottom:not(.note) .corner{position:absolute;top:12px;right:12px;margin:0}}
@media(max-width:520px){.banner{inset:auto 0 0;width:auto;border-radius:16px 16px 0 0;border-width:1px 0 0;padding:16px 16px calc(16px + env(safe-area-inset-bottom));font-size:14px;line-height:1.45;gap:12px;max-height:80dvh}}
@keyframes rise{from{opacity:0;transform:translateY(12px)}}
`;

const dialog = `
dialog{border:0;padding:0;margin:auto;width:min(600px,calc(100vw - 24px));max-width:none;max-height:min(760px,calc(100dvh - 24px));overflow:hidden}
dialog[open]{display:flex;flex-direction:column;animation:rise .2s ease-out}
dialog::backdrop{background:rgb(10 12 16/.5)}
dialog>.top{padding:20px 22px 0}
.scroll{overflow:auto;padding:10px 22px 18px;display:grid;gap:14px}
.foot{border-top:1px solid var(--line);padding:14px 22px 16px;display:grid;gap:12px}
.kinds{display:grid;gap:10px;list-style:none}
.kind{background:var(--well);border:1px solid var(--line);border-radius:12px;padding:12px 14px;display:grid;gap:6px}
.kind p{font-size:14px}
.name{display:flex;gap:12px;align-items:center;justify-content:space-between;min-height:28px}
.name label,.name b{font-weight:650;overflow-wrap:anywhere}
.name label{cursor:pointer;flex:1}
.on{font-size:13px;color:var(--soft);text-align:right}
input{appearance:none;flex:none;margin:0;width:46px;height:26px;border-radius:13px;background:var(--off);position:relative;cursor:pointer;transition:background .15s}
input::after{content:"";position:absolute;top:3px;left:3px;width:20px;height:20px;border-radius:50%;background:var(--paper);transition:translate .15s}
input:checked{background:var(--accent)}
input:checked::after{translate:20px}
details{font-size:14px}
summary{cursor:pointer;color:var(--soft);padding:3px 0;width:fit-content;border-radius:4px}
details ul{list-style:none;display:grid;gap:4px;padding:4px 0 2px}
details li{color:var(--soft);overflow-wrap:anywhere}
details li b{color:var(--ink);font-weight:600}
code{font:12px/1.6 ui-monospace,monospace}
@media(max-width:520px){dialog{width:100vw;margin:auto 0 0;border-radius:16px 16px 0 0;max-height:92dvh}dialog>.top,.scroll,.foot{padding-left:16px;padding-right:16px}}
`;

const rest = `
.stay{position:fixed;z-index:2147483645;left:16px;bottom:16px;display:flex;border-radius:22px;overflow:hidden;box-shadow:0 4px 16px rgb(0 0 0/.16);font-size:13px}
.stay.right{left:auto;right:16px}
.stay button{min-height:40px;padding:6px 12px;border:0;border-radius:0;display:flex;gap:7px;align-items:center;font-weight:550;color:var(--soft)}
.stay button:hover{color:var(--ink);background:var(--well)}
.stay button+button{border-left:1px solid var(--line)}
.stay button:focus-visible{outline-offset:-3px;border-radius:20px}
@media(max-width:640px){.stay .hide{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}}
.frame{width:100%;height:100%;min-height:inherit;display:flex;flex-direction:column;gap:10px;align-items:center;justify-content:center;text-align:center;padding:12px;overflow:auto;background:var(--well);border:1px solid var(--line);border-radius:10px;font-size:14px}
.frame p{max-width:44ch;color:var(--ink)}
@media(prefers-reduced-motion:reduce){*,*::after{animation:none!important;transition:none!important}}
@media(forced-colors:active){input{border:1px solid ButtonText}input:checked{background:Highlight;forced-color-adjust:none}.main,.plain{border-color:ButtonText}}
@media print{.banner,.stay{display:none}}
`;

/** All styles of the banner in the storefront's colours. */
export function stylesFor({ brand, scheme }: BannerTheme): string {
  const day = scheme === 'dark' ? '' : variables(light, brand, 'light');
  const night = scheme === 'light' ? '' : variables(dark, brand, 'dark');
  const colours = scheme === 'auto' ? `${day}@media(prefers-color-scheme:dark){${night}}` : day + night;
  return base + banner + dialog + rest + colours;
}
