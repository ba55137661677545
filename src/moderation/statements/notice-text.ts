// The texts of notices, in English and Bengali. Of a sanction that was imposed and of a decided appeal it is the statement of reasons.

import { numberText } from '../../certificates/drawing/wording.ts';
import type { Instant } from '../../core/instant.ts';
import type { Remainder } from '../../tournaments/departures/removal.ts';
import type { Notice, NoticeFacts } from '../notices/notice.ts';
import {
  kindTitles,
  moment,
  type StatedSanction,
  type StatementText,
  spanOf,
  statementOfRuling,
  statementOfSanction,
} from './statement-text.ts';

const remainderTitles: Readonly<Record<Remainder, StatementText>> = {
  tournament_over: { en: 'the tournament is over', bn: 'টুর্নামেন্ট শেষ হয়ে গেছে' },
  entrant_changed: { en: 'the entry has changed since', bn: 'এর মধ্যে নিবন্ধনটি বদলে গেছে' },
  stage_completed: { en: 'the stage is over', bn: 'ধাপটি শেষ হয়ে গেছে' },
  matches_went_on: { en: 'the matches have gone on', bn: 'ম্যাচগুলো এগিয়ে গেছে' },
  round_paired: { en: 'another round is paired', bn: 'আরেকটি রাউন্ডের জোড়া ঠিক হয়ে গেছে' },
  no_place: { en: 'the place is taken', bn: 'জায়গাটি অন্য কেউ নিয়েছেন' },
};

/** Lines of both languages. */
function lines(...texts: readonly StatementText[]): StatementText {
  return { en: texts.map(({ en }) => en).join('\n'), bn: texts.map(({ bn }) => bn).join('\n') };
}

const facts = (text: string): StatementText => ({ en: `Facts: ${text}`, bn: `ঘটনা: ${text}` });

/** `Decision of 1 June 2026, 09:05 UTC: …`. */
const decision = (at: Instant, { en, bn }: StatementText): StatementText => ({
  en: `Decision of ${moment(at, 'en')}: ${en}`,
  bn: `${moment(at, 'bn')} তারিখের সিদ্ধান্ত: ${bn}`,
});

/** `a ban of 1 June 2026, 09:05 UTC`. */
const named = ({ kind, createdAt }: StatedSanction): StatementText => ({
  en: `${kindTitles[kind].en} of ${moment(createdAt, 'en')}`,
  bn: `${moment(createdAt, 'bn')} তারিখের ${kindTitles[kind].bn}`,
});

/** `windowDays`: how long a sanction may be appealed. */
export function noticeText(notice: Notice, windowDays: number): StatementText {
  const { at } = notice;
  switch (notice.kind) {
    case 'sanction_imposed':
      return statementOfSanction(notice.facts, windowDays);
    case 'sanction_confirmed':
      return ofConfirmation(at, notice.facts);
    case 'sanction_revoked': {
      const { en, bn } = named(notice.facts);
      const revoked = decision(at, { en: `${en} is revoked.`, bn: `${bn} প্রত্যাহার করা হলো।` });
      return lines(revoked, facts(notice.facts.revokeReason));
    }
    case 'sanction_ended': {
      const { en, bn } = named(notice.facts);
      return { en: `On ${moment(at, 'en')} ${en} has ended.`, bn: `${moment(at, 'bn')} তারিখে ${bn} শেষ হয়েছে।` };
    }
    case 'appeal_decided':
      return statementOfRuling({ ...notice.facts, decidedAt: at }) as StatementText;
    case 'entrant_removed':
      return ofRemoval(at, notice.facts.title, notice.sanctionId);
    case 'entrant_restored':
      return ofRestoration(at, notice.facts);
    case 'strike_dismissed': {
      const { points, reason } = notice.facts;
      const id = notice.sanctionId;
      const dismissed = {
        en: `the strike of the sanction ${id}, ${points === 1 ? '1 point' : `${points} points`}, does not count any more.`,
        bn: `${id} শাস্তির ${numberText(points, 'bn')} পয়েন্ট আর গণনা করা হবে না।`,
      };
      return lines(decision(at, dismissed), facts(reason));
    }
    case 'hosting_reviewed':
      return ofReview(at, notice.facts);
    case 'report_decided': {
      const { state, statement } = notice.facts;
      const isRight = state === 'resolved';
      const decided = {
        en: `your report ${notice.reportId} ${isRight ? 'was right.' : 'needs no measure.'}`,
        bn: `আপনার ${notice.reportId} প্রতিবেদন ${isRight ? 'সঠিক ছিল।' : 'অনুযায়ী কোনো ব্যবস্থার প্রয়োজন নেই।'}`,
      };
      return lines(decision(at, decided), facts(statement));
    }
  }
}

/** It counts from the confirmation at the earliest. */
function ofConfirmation(at: Instant, sanction: StatedSanction): StatementText {
  const { en, bn } = named(sanction);
  const confirmed = {
    en: `a second moderator has confirmed ${en}.`,
    bn: `দ্বিতীয় একজন মডারেটর ${bn} নিশ্চিত করেছেন।`,
  };
  const startsAt = sanction.startsAt > at ? sanction.startsAt : at;
  return lines(decision(at, confirmed), spanOf({ ...sanction, startsAt }));
}

function ofRemoval(at: Instant, title: string, sanctionId: string | null): StatementText {
  const removed = {
    en: `you are removed from the tournament “${title}”. Your open matches are lost by forfeit; played ones stand.`,
    bn: `আপনাকে “${title}” টুর্নামেন্ট থেকে সরানো হলো। বাকি ম্যাচগুলোতে আপনি পরাজিত গণ্য হবেন; খেলা ম্যাচের ফল বহাল থাকবে।`,
  };
  const cause = { en: `It follows from the sanction ${sanctionId}.`, bn: `এর কারণ ${sanctionId} শাস্তি।` };
  return lines(decision(at, removed), cause);
}

function ofRestoration(at: Instant, { title, remainder }: NoticeFacts['entrant_restored']): StatementText {
  const [en, bn] = [moment(at, 'en'), moment(at, 'bn')];
  if (remainder === null)
    return {
      en: `On ${en} your removal from the tournament “${title}” was taken back. You play again.`,
      bn: `${bn} তারিখে “${title}” টুর্নামেন্টে আপনার অংশগ্রহণ ফিরিয়ে দেওয়া হয়েছে। আপনি আবার খেলবেন।`,
    };
  const why = remainderTitles[remainder];
  return {
    en: `On ${en} your removal from the tournament “${title}” could not be taken back: ${why.en}.`,
    bn: `${bn} তারিখে “${title}” টুর্নামেন্টে আপনার অংশগ্রহণ ফিরিয়ে দেওয়া যায়নি: ${why.bn}।`,
  };
}

function ofReview(at: Instant, { title, outcome, reason }: NoticeFacts['hosting_reviewed']): StatementText {
  const isApproved = outcome === 'approved';
  const reviewed = decision(at, {
    en: `your tournament “${title}” ${isApproved ? 'may' : 'may not'} be published with the settings that were reviewed.`,
    bn: `আপনার “${title}” টুর্নামেন্ট পর্যালোচিত সেটিংসে প্রকাশ করা ${isApproved ? 'যাবে' : 'যাবে না'}।`,
  });
  if (isApproved || reason === null) return reviewed;
  const next = {
    en: 'When its settings change, it is reviewed again.',
    bn: 'সেটিংস বদলালে আবার পর্যালোচনা করা হবে।',
  };
  return lines(reviewed, facts(reason), next);
}
