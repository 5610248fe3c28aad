'use client';

import { useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import type { StorefrontContentOf } from '#lib/storefronts/content.ts';
import { Callout } from '../../ui/callout.tsx';
import { cn } from '../../ui/cn.ts';
import { useEditor } from './editor-context.tsx';
import type { PreviewPage } from './editor-sections.ts';
import { previewContent } from './preview-content.ts';
import { previewPath } from './storefront-paths.ts';

interface PreviewFrameProps {
  content: StorefrontContentOf;
  page: PreviewPage;
  /** The part of the page to show first. */
  anchor: string;
  /** How wide the page believes its window to be. */
  widthPx: number;
}

/** Drawn anew after a pause in typing, not with each letter. */
const pauseMs = 500;

/**
 * A frame with the page that the server makes of a content. Each drawing is a form sent into a frame of its own, so that going
 * back does not step through drawings, and takes the place of the one before once it is there: nothing flickers. The answer
 * may run no program (its policy and the frame's sandbox say so), but has our origin, so that its pictures load and that where
 * one has scrolled to can be kept.
 */
export function PreviewFrame({ content, page, anchor, widthPx }: PreviewFrameProps) {
  const { org, storefront } = useEditor();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const [drawing, setDrawing] = useState({ next: 0, shown: 0 });
  const [failed, setFailed] = useState(false);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const sent = useRef('');
  const place = useRef('');
  const nameOf = (number: number) => `${id}-${number}`;

  useEffect(() => {
    const watched = box.current;
    if (watched === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(watched);
    return () => observer.disconnect();
  }, []);

  const shownContent = previewContent(content);
  const wanted = shownContent === null ? '' : JSON.stringify(shownContent);
  // Where nobody sees it, nothing is drawn.
  const visible = size.width > 0;
  const draw = useEffectEvent(() => {
    const key = `${page} ${wanted}`;
    if (wanted === '' || key === sent.current) return;
    sent.current = key;
    setDrawing((now) => ({ ...now, next: now.next + 1 }));
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is to be drawn is read when the pause is over
  useEffect(() => {
    if (!visible) return;
    const timer = setTimeout(draw, sent.current === '' ? 0 : pauseMs);
    return () => clearTimeout(timer);
  }, [visible, wanted, page]);

  useEffect(() => {
    if (drawing.next > 0) form.current?.submit();
  }, [drawing.next]);

  function frameOf(number: number): HTMLIFrameElement | null {
    return box.current?.querySelector<HTMLIFrameElement>(`iframe[name="${CSS.escape(nameOf(number))}"]`) ?? null;
  }

  function showLoaded(number: number) {
    const frame = frameOf(number);
    // A frame first loads an empty page of its own.
    if (frame === null || frame.contentDocument?.URL === 'about:blank') return;
    const view = frame.contentDocument?.defaultView;
    // What is not a preview (a page that asks to sign in, an error) may not stand in a frame, and cannot be looked into.
    setFailed(!view);
    if (!view) return;
    const from = frameOf(drawing.shown)?.contentWindow;
    const here = `${page} ${anchor}`;
    if (place.current === here && from) view.scrollTo(0, from.scrollY);
    else scrollToPart(view, anchor);
    place.current = here;
    setDrawing((now) => (number > now.shown ? { ...now, shown: number } : now));
  }

  const showPart = useEffectEvent((part: string) => {
    const view = frameOf(drawing.shown)?.contentWindow;
    if (view && page === 'home') scrollToPart(view, part, 'smooth');
  });
  useEffect(() => showPart(anchor), [anchor]);

  const scale = size.width === 0 ? 1 : Math.min(1, size.width / widthPx);
  const narrow = widthPx < size.width;
  return (
    <div ref={box} className="relative min-h-0 flex-1 overflow-clip">
      <form
        ref={form}
        method="post"
        action={previewPath(org, storefront.id, page)}
        target={nameOf(drawing.next)}
        hidden
      >
        <input type="hidden" name="content" value={wanted} readOnly />
      </form>
      {[...new Set([drawing.shown, drawing.next])]
        .filter((number) => number > 0)
        .map((number) => (
          <iframe
            key={number}
            name={nameOf(number)}
            title="Preview of the storefront"
            sandbox="allow-same-origin"
            aria-hidden={number === drawing.shown ? undefined : true}
            onLoad={() => showLoaded(number)}
            className={cn(
              'absolute top-0 left-0 origin-top-left border-0 bg-white',
              number === drawing.shown ? '' : 'invisible',
              narrow && 'border-x border-line',
            )}
            style={{
              width: widthPx,
              height: size.height / scale,
              transform: `translateX(${narrow ? (size.width - widthPx) / 2 : 0}px) scale(${scale})`,
            }}
          />
        ))}
      {failed ? (
        <Callout tone="warn" className="absolute inset-x-3 bottom-3 z-10">
          The preview could not be drawn. Save, and load this page again.
        </Callout>
      ) : drawing.shown === 0 ? (
        <p className="grid h-full place-items-center text-sm text-ink-3">Drawing the preview…</p>
      ) : null}
    </div>
  );
}

function scrollToPart(view: Window, anchor: string, behavior: ScrollBehavior = 'auto') {
  if (anchor === 'top') view.scrollTo({ top: 0, behavior });
  else view.document.getElementById(anchor)?.scrollIntoView({ behavior });
}
