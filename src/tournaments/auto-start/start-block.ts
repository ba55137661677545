// Why a start that was due could not be made.

import type { Facts } from '../../core/errors.ts';
import type { Instant } from '../../core/instant.ts';

export interface StartBlock {
  /** Of the refusal. */
  readonly code: string;
  readonly facts: Facts;
  /** Since when this is the reason. */
  readonly since: Instant;
}

/** How long a start that is blocked is tried again. After that the organizer starts the tournament. */
export const triedHours = 24;

/** As the event and the dashboard say it. */
export function blockJson({ code, facts }: Pick<StartBlock, 'code' | 'facts'>) {
  const numberOf = (name: string) => {
    const fact = facts[name];
    return typeof fact === 'number' ? fact : null;
  };
  return { code, confirmed: numberOf('confirmed'), needed: numberOf('needed') };
}
