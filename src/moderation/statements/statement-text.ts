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

export const kindTitles: Readonly<Record<SanctionKind, StatementText>> = {
  warn: { en: 'a warning', bn: 'সতর্কবার্তা' },
  mute: { en: 'a mute', bn: 'মিউট' },
  suspend: { en: 'a suspension', bn: 'সাময়িক বহিষ্কার' },
  ban: { en: 'a ban', bn: 'নিষেধাজ্ঞা' },
  wallet_freeze: { en: 'a freeze of your wallets', bn: 'আপনার ওয়ালেট স্থগিত' },
  certificate_suspension: { en: 'a suspension of your certificates', bn: 'আপনার সনদ স্থগিত' },
  hosting_probation: { en: 'a probation as an organizer', bn: 'আয়োজক হিসেবে পর্যবেক্ষণকাল' },
};

const actTitles: Readonly<Record<GatedAct, StatementText>> = {
  register: { en: 'entering tournaments', bn: 'টুর্নামেন্টে নিবন্ধন' },
  check_in: { en: 'checking in', bn: 'চেক-ইন' },
  report: { en: 'reporting results', bn: 'ফলাফল জানানো' },
  transfer: { en: 'transferring coins', bn: 'কয়েন পাঠানো' },
  watch: { en: 'joining live rooms', bn: 'লাইভ রুমে যোগ দেওয়া' },
  staff: { en: 'acting as staff', bn: 'কর্মী হিসেবে কাজ করা' },
  host: { en: 'creating tournaments', bn: 'টুর্নামেন্ট তৈরি করা' },
  capture: { en: 'paying coins that are held', bn: 'আটকে রাখা কয়েন পরিশোধ' },
  receive: { en: 'receiving coins', bn: 'কয়েন গ্রহণ' },
  publish: { en: 'publishing a tournament before a review', bn: 'পর্যালোচনার আগে টুর্নামেন্ট প্রকাশ করা' },
};

/** What a kind does beside blocking acts. */
const effects: Readonly<Partial<Record<SanctionKind, StatementText>>> = {
  wallet_freeze: {
    en: 'Your coins stay yours. Refunds and prizes are paid when it has ended.',
    bn: 'আপনার কয়েন আপনারই থাকবে। ফেরত ও পুরস্কার এর মেয়াদ শেষে দেওয়া হবে।',
  },
  certificate_suspension: {
    en: 'Your certificates are shown as suspended and cannot be downloaded. They are not changed, and count again when it has ended.',
    bn: 'আপনার সনদগুলো স্থগিত হিসেবে দেখানো হবে এবং ডাউনলোড করা যাবে না। সেগুলো বদলানো হয়নি, মেয়াদ শেষে আবার কার্যকর হবে।',
  },
  hosting_probation: {
    en: 'A moderator reviews your next tournament before it is published. It ends when that tournament is completed without another sanction.',
    bn: 'আপনার পরবর্তী টুর্নামেন্ট প্রকাশের আগে একজন মডারেটর পর্যালোচনা করবেন। নতুন কোনো শাস্তি ছাড়া সেটি সম্পন্ন হলে এর মেয়াদ শেষ হবে।',
  },
};

const outcomeTitles: Readonly<Record<AppealOutcome, StatementText>> = {
  upheld: { en: 'the sanction stands', bn: 'শাস্তি বহাল থাকল' },
  reduced: { en: 'the sanction ends earlier', bn: 'শাস্তির মেয়াদ কমানো হলো' },
  lifted: { en: 'the sanction ends now', bn: 'শাস্তি প্রত্যাহার করা হলো' },
};

/** A kind with an effect and no blocked act does not say that it stops nothing. */
function whatFollows(kind: SanctionKind, language: 'en' | 'bn', stops: string): string[] {
  const effect = effects[kind]?.[language];
  if (effect === undefined) return [stops];
  return kind === 'certificate_suspension' ? [effect] : [stops, effect];
}

/** `1 January 2036, 06:00 UTC`, `১ জানুয়ারি ২০৩৬, ০৬:০০ UTC`. */
export function moment(at: Instant, language: 'en' | 'bn'): string {
  return `${dateText(at.slice(0, 10), language)}, ${numberText(at.slice(11, 16), language)} UTC`;
}

const redress: StatementText = {
  en: 'You may also turn to a court, or to a certified body for settling disputes.',
  bn: 'এ ছাড়া আপনি আদালতে, অথবা বিরোধ নিষ্পত্তির স্বীকৃত সংস্থার কাছে যেতে পারেন।',
};

/** What a statement says of a sanction. */
export type StatedSanction = Pick<
  Sanction,
  | 'kind'
  | 'areas'
  | 'tournamentId'
  | 'reasonCode'
  | 'statement'
  | 'startsAt'
  | 'endsAt'
  | 'createdAt'
  | 'needsConfirmation'
  | 'earlierId'
  | 'isReduced'
>;

/** `windowDays`: how long a sanction may be appealed. */
export function statementOfSanction(sanction: StatedSanction, windowDays: number): StatementText {
  return { en: inEnglish(sanction, windowDays), bn: inBengali(sanction, windowDays) };
}

/** From when until when, and where. */
export function spanOf({
  startsAt,
  endsAt,
  tournamentId,
}: Pick<Sanction, 'startsAt' | 'endsAt' | 'tournamentId'>): StatementText {
  const [until, bnUntil] = [endsAt && moment(endsAt, 'en'), endsAt && moment(endsAt, 'bn')];
  return {
    en: `It counts from ${moment(startsAt, 'en')} ${until === null ? 'without an end' : `until ${until}`}, ${tournamentId === null ? 'everywhere' : `only in the tournament ${tournamentId}`}.`,
    bn: `${moment(startsAt, 'bn')} থেকে ${bnUntil === null ? 'অনির্দিষ্টকাল' : `${bnUntil} পর্যন্ত`} কার্যকর, ${tournamentId === null ? 'সর্বত্র' : `শুধু ${tournamentId} টুর্নামেন্টে`}।`,
  };
}

/** Whether it may be appealed, and when. */
function appealOf(sanction: StatedSanction, windowDays: number): StatementText {
  const { earlierId, isReduced } = sanction;
  const { opensAt, closesAt } = appealWindow(sanction, windowDays);
  const [en, bn] = [(at: Instant) => moment(at, 'en'), (at: Instant) => moment(at, 'bn')];
  if (isReduced)
    return {
      en: `It continues the sanction ${earlierId}, which ends earlier after an appeal. The appeal was the only one: this one cannot be appealed.`,
      bn: `এটি ${earlierId} শাস্তির ধারাবাহিকতা, আপিলের পর যার মেয়াদ কমানো হয়েছে। আপিল একবারই করা যায়: এর বিরুদ্ধে আর আপিল করা যাবে না।`,
    };
  if (earlierId !== null)
    return {
      en: `It continues the sanction ${earlierId}. Of both, one may be appealed once, until ${en(closesAt)}.`,
      bn: `এটি ${earlierId} শাস্তির ধারাবাহিকতা। দুটির মধ্যে একটির বিরুদ্ধে ${bn(closesAt)} পর্যন্ত একবার আপিল করা যায়।`,
    };
  return {
    en: `You may appeal once, from ${en(opensAt)} until ${en(closesAt)}. Another moderator decides.`,
    bn: `আপনি ${bn(opensAt)} থেকে ${bn(closesAt)} পর্যন্ত একবার আপিল করতে পারেন। অন্য একজন মডারেটর তার সিদ্ধান্ত দেবেন।`,
  };
}

function inEnglish(sanction: StatedSanction, windowDays: number): string {
  const { kind, reasonCode, statement, createdAt, needsConfirmation } = sanction;
  const at = (instant: Instant) => moment(instant, 'en');
  const acts = blockedActs(sanction).map((act) => actTitles[act].en);
  return [
    `Decision of ${at(createdAt)}: ${kindTitles[kind].en}.`,
    spanOf(sanction).en,
    ...(needsConfirmation ? ['It counts only after a second moderator has confirmed it.'] : []),
    ...whatFollows(kind, 'en', acts.length === 0 ? 'It stops nothing.' : `It stops: ${acts.join(', ')}.`),
    `Ground: the rules of this platform, “${reasonOf(reasonCode).title.en}”.`,
    `Facts: ${statement}`,
    'A moderator decided it. No automated means were used.',
    appealOf(sanction, windowDays).en,
    redress.en,
  ].join('\n');
}

function inBengali(sanction: StatedSanction, windowDays: number): string {
  const { kind, reasonCode, statement, createdAt, needsConfirmation } = sanction;
  const at = (instant: Instant) => moment(instant, 'bn');
  const acts = blockedActs(sanction).map((act) => actTitles[act].bn);
  return [
    `${at(createdAt)} তারিখের সিদ্ধান্ত: ${kindTitles[kind].bn}।`,
    spanOf(sanction).bn,
    ...(needsConfirmation ? ['দ্বিতীয় একজন মডারেটর নিশ্চিত করার পরেই এটি কার্যকর হবে।'] : []),
    ...whatFollows(kind, 'bn', acts.length === 0 ? 'এতে কিছুই বন্ধ হয় না।' : `যা বন্ধ থাকবে: ${acts.join(', ')}।`),
    `ভিত্তি: এই প্ল্যাটফর্মের নিয়ম, “${reasonOf(reasonCode).title.bn}”।`,
    `ঘটনা: ${statement}`,
    'একজন মডারেটর এই সিদ্ধান্ত নিয়েছেন। কোনো স্বয়ংক্রিয় পদ্ধতি ব্যবহার করা হয়নি।',
    appealOf(sanction, windowDays).bn,
    redress.bn,
  ].join('\n');
}

/** null while the appeal is open. */
export function statementOfRuling({
  outcome,
  statement,
  endsAt,
  decidedAt,
}: Pick<Appeal, 'outcome' | 'statement' | 'endsAt' | 'decidedAt'>): StatementText | null {
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
