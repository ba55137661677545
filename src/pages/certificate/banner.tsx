// The banner of a page: icon, heading and text. The file check may replace it.

import type { Child } from 'hono/jsx';
import { Icon, type IconKind } from '../icon.tsx';

/** Decides the colour only; text and icon carry the same information. */
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

/** Announced by screen readers when its content is replaced (assets/static/verify-file.js). */
export function BannerPlace({ children }: { readonly children: Child }) {
  return (
    <section id="verdict" aria-live="polite" aria-atomic="true">
      {children}
    </section>
  );
}
