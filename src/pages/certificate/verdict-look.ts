// How a verdict is shown: text, icon and colour.

import type { Verdict, VerdictKind } from '../../certificates/verification/verdict.ts';
import type { Tone } from './banner.tsx';

const tones: Readonly<Record<VerdictKind, Tone>> = {
  ...{ valid: 'good', hidden: 'neutral', revoked: 'bad', altered: 'bad' },
  ...{ suspended: 'wary', superseded: 'wary', expired: 'wary', pending: 'wary', needs_printed_name: 'wary' },
};

export function toneOf(kind: VerdictKind): Tone {
  return tones[kind];
}

/** Void or not yet issued. A wrong stored copy alone does not make a certificate void. */
export function isVoid({ verdict }: Verdict): boolean {
  return verdict !== 'valid' && verdict !== 'hidden' && verdict !== 'altered';
}
