// How a verdict is shown: text, icon and colour.

import type { Verdict, VerdictKind } from '../../certificates/verification/verdict.ts';
import type { Tone } from './banner.tsx';

export type ShownKind = VerdictKind | 'private';

/** A valid hidden certificate is not shown as valid: its code could be printed on another document. */
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

/** Void or not yet issued. A wrong stored copy alone does not make a certificate void. */
export function isVoid({ verdict }: Verdict): boolean {
  return verdict !== 'valid' && verdict !== 'altered';
}
