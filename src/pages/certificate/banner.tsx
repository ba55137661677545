// The first thing a page says: a sign, a heading, and the lines that belong to it. A file that is compared may change it.

import type { Child } from 'hono/jsx';
import { Icon, type IconKind } from '../icon.tsx';

/** `tone` decides the colour only; the words and the icon say the same. */
export type Tone = 'good' | 'bad' | 'wary' | 'neutral';

export interface BannerProps {
  readonly icon: IconKind;
  readonly tone: Tone;
  readonly heading: string;
  readonly children?: Child;
}

export function Banner({ icon, tone, heading, children }: BannerProps) {
  return (
    <div class={`banner ${tone}`}>
      <Icon kind={icon} />
      <h1>{heading}</h1>
      <div class="lines">{children}</div>
    </div>
  );
}

/** Announced when its content is exchanged (assets/static/verify-file.js). */
export function BannerPlace({ children }: { readonly children: Child }) {
  return (
    <section id="verdict" aria-live="polite" aria-atomic="true">
      {children}
    </section>
  );
}
