// How a verdict is shown: which sentence, which icon, which colour.

import type { Verdict, VerdictKind } from '../../certificates/verification/verdict.ts';
import type { Tone } from './banner.tsx';

export type ShownKind = VerdictKind | 'private';

/** A hidden certificate that is valid is not called so: anybody could print its code on another document. */
export function verdictShown({ verdict, record }: Verdict): ShownKind {
  return verdict === 'valid' && record.content === null ? 'private' : verdict;
}

const tones: Readonly<Record<ShownKind, Tone>> = {
  ...{ valid: 'good', private: 'neutral', revoked: 'bad', altered: 'bad' },
  ...{ suspended: 'wary', superseded: 'wary', expired: 'wary', pending: 'wary' },
};

export function toneOf(kind: ShownKind): Tone {
  return tones[kind];
}

/** What is printed does not count, or not yet. Where only our stored copy is wrong, the certificate still does. */
export function isVoid({ verdict }: Verdict): boolean {
  return verdict !== 'valid' && verdict !== 'altered';
}
