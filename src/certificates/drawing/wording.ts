// The printed texts of a certificate, numbers and dates in both languages. Pure.

import type { Instant } from '../../core/instant.ts';
import { inTimeZone } from '../../core/time-zone.ts';
import type { CertificateContent, CertificateType, Language } from '../certificate.ts';

const months: Readonly<Record<Language, readonly string[]>> = {
  en: 'January February March April May June July August September October November December'.split(' '),
  bn: 'জানুয়ারি ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর'.split(' '),
};

const typeTitles: Readonly<Record<Language, Record<CertificateType, string>>> = {
  en: { winner: 'Champion', runner_up: 'Runner-up', third_place: 'Third place', participant: 'Participant' },
  bn: { winner: 'চ্যাম্পিয়ন', runner_up: 'রানার-আপ', third_place: 'তৃতীয় স্থান', participant: 'অংশগ্রহণকারী' },
};

const smallOrdinals: Readonly<Record<Language, readonly string[]>> = {
  en: ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'],
  bn: ['প্রথম', 'দ্বিতীয়', 'তৃতীয়', 'চতুর্থ', 'পঞ্চম', 'ষষ্ঠ', 'সপ্তম', 'অষ্টম', 'নবম', 'দশম'],
};

/** Bengali digits (U+09E6–09EF) in bn. */
export function numberText(value: number | string, language: Language): string {
  const text = String(value);
  return language === 'en' ? text : text.replace(/\d/g, (digit) => String.fromCharCode(0x09e6 + Number(digit)));
}

/** `first` … `tenth`, then `11th`; `প্রথম` … `দশম`, then `১১তম`. */
export function ordinalText(rank: number, language: Language): string {
  const small = smallOrdinals[language][rank - 1];
  if (small !== undefined) return small;
  if (language === 'bn') return `${numberText(rank, 'bn')}তম`;
  const lastTwo = rank % 100;
  const suffix = lastTwo >= 11 && lastTwo <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][rank % 10] ?? 'th');
  return `${rank}${suffix}`;
}

/** From `yyyy-mm-dd`: `24 November 2026`, `২৪ নভেম্বর ২০২৬`. */
export function dateText(date: string, language: Language): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return `${numberText(day, language)} ${months[language][month - 1]} ${numberText(year, language)}`;
}

/** `1 January 2036, 00:00 (Asia/Dhaka, UTC+06:00)`, `১ জানুয়ারি ২০৩৬, ০০:০০ (Asia/Dhaka, UTC+06:00)`. */
export function momentText(instant: Instant, timeZone: string, language: Language): string {
  const { date, time, offset } = inTimeZone(instant, timeZone);
  const clock = time.split(':').map((part) => numberText(part, language));
  const zone = timeZone === offset ? offset : `${timeZone}, ${offset}`;
  return `${dateText(date, language)}, ${clock.join(':')} (${zone})`;
}

export function typeTitle(type: CertificateType, language: Language): string {
  return typeTitles[language][type];
}

type Ranked = Pick<
  CertificateContent,
  'type' | 'language' | 'place' | 'isPlaceShared' | 'entrantCount' | 'isTeam' | 'teamName'
>;

export function headingText(type: CertificateType, language: Language): string {
  if (language === 'bn') return type === 'participant' ? 'অংশগ্রহণের সনদ' : 'কৃতিত্বের সনদ';
  return type === 'participant' ? 'Certificate of Participation' : 'Certificate of Achievement';
}

/** Precedes the tournament's title in English, and follows it in Bengali. */
export function achievementText({
  type,
  place,
  isPlaceShared,
  entrantCount,
  isTeam,
  teamName,
  language,
}: Ranked): string {
  const isOfTeams = isTeam || teamName !== null;
  const ordinal = ordinalText(place, language);
  const count = numberText(entrantCount, language);
  if (language === 'bn') {
    const among = `${count}${isOfTeams ? 'টি দলের' : ' জন প্রতিযোগীর'} মধ্যে`;
    const gained = `${among} ${isPlaceShared ? 'যৌথভাবে ' : ''}${ordinal} স্থান অর্জন করায়`;
    return type === 'participant' ? `অংশগ্রহণ করে ${gained}` : gained;
  }
  const among = `among ${count} ${isOfTeams ? 'teams' : 'entrants'}`;
  if (type !== 'participant') return `for ${isPlaceShared ? 'shared ' : ''}${ordinal} place ${among} in`;
  return isPlaceShared
    ? `for taking part and sharing ${ordinal} place ${among} in`
    : `for taking part and finishing ${ordinal} ${among} in`;
}

/** After the name of a member in English, and before it in Bengali. */
export function membershipText(teamName: string, language: Language): string {
  return language === 'en' ? `as a member of ${teamName}` : `${teamName} দলের সদস্য`;
}

export type CitationPart = 'award' | 'name' | 'team' | 'achievement' | 'tournament';

type Cited = Ranked & Pick<CertificateContent, 'printedName' | 'tournamentTitle'>;

/** One sentence, in the word order of its language. */
export function citation(content: Cited): readonly (readonly [CitationPart, string])[] {
  const { printedName, teamName, tournamentTitle, language } = content;
  const achievement = achievementText(content);
  const team = teamName === null ? [] : [['team', membershipText(teamName, language)] as const];
  return language === 'en'
    ? [
        ['award', 'is awarded to'],
        ['name', printedName],
        ...team,
        ['achievement', achievement],
        ['tournament', tournamentTitle],
      ]
    : [
        ['tournament', `${tournamentTitle}-এ`],
        ['achievement', achievement],
        ...team,
        ['name', printedName],
        ['award', '-কে এই সনদ প্রদান করা হলো'],
      ];
}

export const labels: Readonly<Record<Language, { readonly date: string; readonly verify: string }>> = {
  en: { date: 'Date', verify: 'Verify at' },
  bn: { date: 'তারিখ', verify: 'যাচাই করুন:' },
};

/** As it is printed after `Verify at`. */
export function printedAddress(url: string): string {
  return url.replace(/^https?:\/\//, '');
}
