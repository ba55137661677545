// Statements of reasons: what was decided about a player and why, how it was decided, and how to appeal, in English and Bengali. The
// facts are in the words of the moderator. docs/rules/moderation.md#statements-of-reasons

import { dateText, numberText } from '../../certificates/drawing/wording.ts';
import type { Instant } from '../../core/instant.ts';
import { reasonOf } from '../../sanctions/reasons.ts';
import { blockedActs, type GatedAct, type Sanction, type SanctionKind } from '../../sanctions/sanction.ts';
import { type Appeal, type AppealOutcome, appealWindow } from '../appeals/appeal.ts';

export interface StatementText {
  readonly en: string;
  readonly bn: string;
}

const kindTitles: Readonly<Record<SanctionKind, StatementText>> = {
  warn: { en: 'a warning', bn: 'সতর্কবার্তা' },
  mute: { en: 'a mute', bn: 'মিউট' },
  suspend: { en: 'a suspension', bn: 'সাময়িক বহিষ্কার' },
  ban: { en: 'a ban', bn: 'নিষেধাজ্ঞা' },
};

const actTitles: Readonly<Record<GatedAct, StatementText>> = {
  register: { en: 'entering tournaments', bn: 'টুর্নামেন্টে নিবন্ধন' },
  check_in: { en: 'checking in', bn: 'চেক-ইন' },
  report: { en: 'reporting results', bn: 'ফলাফল জানানো' },
  transfer: { en: 'transferring coins', bn: 'কয়েন পাঠানো' },
  watch: { en: 'joining live rooms', bn: 'লাইভ রুমে যোগ দেওয়া' },
  staff: { en: 'acting as staff', bn: 'কর্মী হিসেবে কাজ করা' },
  host: { en: 'creating tournaments', bn: 'টুর্নামেন্ট তৈরি করা' },
};

const outcomeTitles: Readonly<Record<AppealOutcome, StatementText>> = {
  upheld: { en: 'the sanction stands', bn: 'শাস্তি বহাল থাকল' },
  reduced: { en: 'the sanction ends earlier', bn: 'শাস্তির মেয়াদ কমানো হলো' },
  lifted: { en: 'the sanction ends now', bn: 'শাস্তি প্রত্যাহার করা হলো' },
};

/** `1 January 2036, 06:00 UTC`, `১ জানুয়ারি ২০৩৬, ০৬:০০ UTC`. */
function moment(at: Instant, language: 'en' | 'bn'): string {
  return `${dateText(at.slice(0, 10), language)}, ${numberText(at.slice(11, 16), language)} UTC`;
}

const redress: StatementText = {
  en: 'You may also turn to a court, or to a certified body for settling disputes.',
  bn: 'এ ছাড়া আপনি আদালতে, অথবা বিরোধ নিষ্পত্তির স্বীকৃত সংস্থার কাছে যেতে পারেন।',
};

/** `windowDays`: how long a sanction may be appealed. */
export function statementOfSanction(sanction: Sanction, windowDays: number): StatementText {
  return { en: inEnglish(sanction, windowDays), bn: inBengali(sanction, windowDays) };
}

function inEnglish(sanction: Sanction, windowDays: number): string {
  const { kind, tournamentId, reasonCode, statement, startsAt, endsAt, createdAt, needsConfirmation } = sanction;
  const at = (instant: Instant) => moment(instant, 'en');
  const acts = blockedActs(sanction).map((act) => actTitles[act].en);
  const { opensAt, closesAt } = appealWindow(sanction, windowDays);
  return [
    `Decision of ${at(createdAt)}: ${kindTitles[kind].en}.`,
    `It counts from ${at(startsAt)} ${endsAt === null ? 'without an end' : `until ${at(endsAt)}`}, ${tournamentId === null ? 'everywhere' : `only in the tournament ${tournamentId}`}.`,
    ...(needsConfirmation ? ['It counts only after a second moderator has confirmed it.'] : []),
    acts.length === 0 ? 'It stops nothing.' : `It stops: ${acts.join(', ')}.`,
    `Ground: the rules of this platform, “${reasonOf(reasonCode).title.en}”.`,
    `Facts: ${statement}`,
    'A moderator decided it. No automated means were used.',
    `You may appeal once, from ${at(opensAt)} until ${at(closesAt)}. Another moderator decides.`,
    redress.en,
  ].join('\n');
}

function inBengali(sanction: Sanction, windowDays: number): string {
  const { kind, tournamentId, reasonCode, statement, startsAt, endsAt, createdAt, needsConfirmation } = sanction;
  const at = (instant: Instant) => moment(instant, 'bn');
  const acts = blockedActs(sanction).map((act) => actTitles[act].bn);
  const { opensAt, closesAt } = appealWindow(sanction, windowDays);
  return [
    `${at(createdAt)} তারিখের সিদ্ধান্ত: ${kindTitles[kind].bn}।`,
    `${at(startsAt)} থেকে ${endsAt === null ? 'অনির্দিষ্টকাল' : `${at(endsAt)} পর্যন্ত`} কার্যকর, ${tournamentId === null ? 'সর্বত্র' : `শুধু ${tournamentId} টুর্নামেন্টে`}।`,
    ...(needsConfirmation ? ['দ্বিতীয় একজন মডারেটর নিশ্চিত করার পরেই এটি কার্যকর হবে।'] : []),
    acts.length === 0 ? 'এতে কিছুই বন্ধ হয় না।' : `যা বন্ধ থাকবে: ${acts.join(', ')}।`,
    `ভিত্তি: এই প্ল্যাটফর্মের নিয়ম, “${reasonOf(reasonCode).title.bn}”।`,
    `ঘটনা: ${statement}`,
    'একজন মডারেটর এই সিদ্ধান্ত নিয়েছেন। কোনো স্বয়ংক্রিয় পদ্ধতি ব্যবহার করা হয়নি।',
    `আপনি ${at(opensAt)} থেকে ${at(closesAt)} পর্যন্ত একবার আপিল করতে পারেন। অন্য একজন মডারেটর তার সিদ্ধান্ত দেবেন।`,
    redress.bn,
  ].join('\n');
}

/** null while the appeal is open. */
export function statementOfRuling({ outcome, statement, endsAt, decidedAt }: Appeal): StatementText | null {
  if (outcome === null || decidedAt === null) return null;
  const [en, bn] = [outcomeTitles[outcome].en, outcomeTitles[outcome].bn];
  return {
    en: [
      `Decision of ${moment(decidedAt, 'en')} on your appeal: ${en}${endsAt === null ? '' : `, on ${moment(endsAt, 'en')}`}.`,
      `Facts: ${statement}`,
      'A moderator who had no part in the sanction decided it. No automated means were used.',
      'This decision is final on this platform.',
      redress.en,
    ].join('\n'),
    bn: [
      `আপনার আপিলের বিষয়ে ${moment(decidedAt, 'bn')} তারিখের সিদ্ধান্ত: ${bn}${endsAt === null ? '' : `, ${moment(endsAt, 'bn')} পর্যন্ত`}।`,
      `ঘটনা: ${statement}`,
      'শাস্তির সিদ্ধান্তে যাঁর কোনো ভূমিকা ছিল না, এমন একজন মডারেটর এই সিদ্ধান্ত নিয়েছেন। কোনো স্বয়ংক্রিয় পদ্ধতি ব্যবহার করা হয়নি।',
      'এই প্ল্যাটফর্মে সিদ্ধান্তটি চূড়ান্ত।',
      redress.bn,
    ].join('\n'),
  };
}
