// Every sentence a page says, in both languages. The words printed on certificates are in certificates/wording.ts.

import type { Language } from '../certificates/certificate.ts';
import type { FileCheck, VerdictKind } from '../certificates/verdict.ts';

export interface FileFormWords {
  readonly heading: string;
  readonly hint: string;
  readonly choose: string;
  readonly reading: string;
  readonly exact: string;
  readonly other: string;
  readonly altered: string;
  readonly unknown: string;
  readonly unsupported: string;
  readonly large: string;
  readonly failed: string;
}

export interface Words {
  readonly verify: string;
  readonly tagline: string;
  readonly skip: string;
  readonly languages: string;
  readonly verdict: Readonly<Record<VerdictKind | 'unknown', string>>;
  readonly unknownHint: string;
  /** `{count}` stands for how many characters were typed. */
  readonly lengthHint: string;
  readonly noPage: string;
  readonly noPageHint: string;
  readonly failed: string;
  readonly failedHint: string;
  readonly requestId: string;
  readonly unavailable: string;
  readonly unavailableHint: string;
  readonly compare: string;
  /** Above what is printed on one that does not count. */
  readonly notYet: string;
  readonly noLonger: string;
  readonly fileCheck: Readonly<Record<Exclude<FileCheck, 'not_checked'>, string>>;
  readonly reason: string;
  /** What happened on the date the verdict holds since. */
  readonly since: Readonly<Record<VerdictKind, string>>;
  readonly validUntil: string;
  readonly replacedBy: string;
  readonly replaces: string;
  readonly isPrivate: string;
  readonly tournament: string;
  readonly place: string;
  readonly endedOn: string;
  readonly issuer: string;
  readonly code: string;
  readonly issuedAt: string;
  readonly files: string;
  readonly ask: string;
  readonly askHint: string;
  readonly check: string;
  readonly fileForm: FileFormWords;
  readonly footer: string;
}

const en: Words = {
  verify: 'Certificate verification',
  tagline: 'Is a certificate genuine? Type its code, or scan the QR code printed on it.',
  skip: 'Skip to the verdict',
  languages: 'Language',
  verdict: {
    valid: 'This certificate is genuine',
    pending: 'This certificate is still being made',
    revoked: 'This certificate was revoked',
    suspended: 'This certificate is suspended',
    superseded: 'This certificate was replaced by another',
    expired: 'This certificate has expired',
    altered: 'The stored file is not the one that was issued',
    unknown: 'No certificate has this code',
  },
  unknownHint:
    'Check the sixteen letters and digits once more. Capitals, spaces and hyphens do not matter, nor whether you type 0 or O, 1 or I.',
  lengthHint: 'A code has sixteen letters and digits; this has {count}.',
  noPage: 'There is no page at this address',
  noPageHint: 'To verify a certificate, type its code below.',
  failed: 'This page cannot be shown just now',
  failedHint: 'This says nothing about any certificate. Please try again in a minute.',
  requestId: 'Request number for support',
  unavailable: 'The certificate cannot be looked up just now',
  unavailableHint: 'This says nothing about the certificate. Please try again in a minute.',
  compare: 'Compare each line below with the document in your hand: they must be the same.',
  notYet: 'What will be printed on it is shown below; it counts once it is made. Please look again in a minute.',
  noLonger: 'What is printed on it is shown below for comparison only; it proves nothing now.',
  fileCheck: {
    matches: 'The file was checked just now: it is the one that was issued, byte for byte.',
    differs: 'The record below is as issued, but the stored file has other bytes.',
    missing: 'The file itself was not found in storage. The verdict stands on the issuer’s record.',
    unreachable:
      'File storage does not answer at the moment, so the file was not checked. The verdict stands on the issuer’s record.',
  },
  reason: 'Reason',
  since: {
    valid: 'Issued on',
    pending: 'Begun on',
    revoked: 'Revoked on',
    suspended: 'Suspended on',
    superseded: 'Replaced on',
    expired: 'Expired on',
    altered: 'Issued on',
  },
  validUntil: 'Valid until',
  replacedBy: 'Replaced by',
  replaces: 'Replaces',
  isPrivate: 'The holder has chosen not to show what is printed on it.',
  tournament: 'Tournament',
  place: 'Place',
  endedOn: 'Date',
  issuer: 'Issued by',
  code: 'Code',
  issuedAt: 'Issued on',
  files: 'Fingerprints of the files (SHA-256)',
  ask: 'Verify a certificate by its code',
  askHint: 'Sixteen letters and digits, printed under the QR code.',
  check: 'Verify',
  fileForm: {
    heading: 'Compare the file itself',
    hint: 'Drop the PDF or the picture anywhere on this page. It is compared here in your browser and never leaves your device.',
    choose: 'Choose the file',
    reading: 'Comparing …',
    exact: 'This is the file that was issued, byte for byte.',
    other: 'This is the file of another certificate. See what became of that one:',
    altered: 'This file was altered: it carries the address of a certificate, but not the bytes that were issued.',
    unknown: 'This is not a file that was issued. A scan, a photo or a copy saved anew is never the same file.',
    unsupported: 'This is neither a PDF nor a PNG picture.',
    large: 'This file is larger than any certificate: it is not one that was issued.',
    failed: 'The file could not be compared just now. This says nothing about it; please try again.',
  },
  footer: 'Anybody may check, without an account.',
};

const bn: Words = {
  verify: 'সনদ যাচাই',
  tagline: 'সনদটি কি আসল? কোডটি লিখুন, অথবা সনদে ছাপা কিউআর কোড স্ক্যান করুন।',
  skip: 'সরাসরি ফলাফলে যান',
  languages: 'ভাষা',
  verdict: {
    valid: 'এই সনদটি আসল',
    pending: 'এই সনদটি এখনো তৈরি হচ্ছে',
    revoked: 'এই সনদটি বাতিল করা হয়েছে',
    suspended: 'এই সনদটি সাময়িকভাবে স্থগিত',
    superseded: 'এই সনদের বদলে নতুন সনদ দেওয়া হয়েছে',
    expired: 'এই সনদের মেয়াদ শেষ হয়েছে',
    altered: 'সংরক্ষিত ফাইলটি প্রদত্ত ফাইলের সঙ্গে মেলে না',
    unknown: 'এই কোডের কোনো সনদ নেই',
  },
  unknownHint:
    'ষোলোটি অক্ষর ও সংখ্যা আরেকবার মিলিয়ে দেখুন। বড় বা ছোট হাতের অক্ষর, ফাঁকা জায়গা, হাইফেন, এবং 0 ও O কিংবা 1 ও I-এর পার্থক্যে কিছু আসে যায় না।',
  lengthHint: 'একটি কোডে ষোলোটি অক্ষর ও সংখ্যা থাকে; এখানে আছে {count}টি।',
  noPage: 'এই ঠিকানায় কোনো পাতা নেই',
  noPageHint: 'সনদ যাচাই করতে নিচে কোডটি লিখুন।',
  failed: 'পাতাটি এই মুহূর্তে দেখানো যাচ্ছে না',
  failedHint: 'এতে কোনো সনদ সম্পর্কে কিছুই বোঝায় না। এক মিনিট পরে আবার চেষ্টা করুন।',
  requestId: 'সহায়তার জন্য অনুরোধ নম্বর',
  unavailable: 'সনদটি এই মুহূর্তে খুঁজে দেখা যাচ্ছে না',
  unavailableHint: 'এতে সনদটির সত্যতা সম্পর্কে কিছুই বোঝায় না। এক মিনিট পরে আবার চেষ্টা করুন।',
  compare: 'নিচের প্রতিটি তথ্য হাতের সনদের সঙ্গে মিলিয়ে দেখুন: হুবহু এক হতে হবে।',
  notYet: 'সনদে যা ছাপা হবে তা নিচে দেখানো হলো; তৈরি শেষ হলে তবেই এটি গণ্য হবে। এক মিনিট পরে আবার দেখুন।',
  noLonger: 'সনদে যা ছাপা আছে তা নিচে শুধু মিলিয়ে দেখার জন্য; এখন এটি কিছু প্রমাণ করে না।',
  fileCheck: {
    matches: 'ফাইলটি এইমাত্র মিলিয়ে দেখা হয়েছে: প্রতিটি বাইট অভিন্ন।',
    differs: 'নিচের নথি ঠিক আছে, কিন্তু সংরক্ষিত ফাইলের বাইট ভিন্ন।',
    missing: 'ফাইলটি ভান্ডারে পাওয়া যায়নি। ফলাফলটি প্রদানকারীর নথির ভিত্তিতে।',
    unreachable: 'ফাইল ভান্ডার এই মুহূর্তে সাড়া দিচ্ছে না, তাই ফাইলটি মিলিয়ে দেখা যায়নি। ফলাফলটি প্রদানকারীর নথির ভিত্তিতে।',
  },
  reason: 'কারণ',
  since: {
    valid: 'প্রদানের তারিখ',
    pending: 'শুরুর তারিখ',
    revoked: 'বাতিলের তারিখ',
    suspended: 'স্থগিতের তারিখ',
    superseded: 'বদলের তারিখ',
    expired: 'মেয়াদ শেষের তারিখ',
    altered: 'প্রদানের তারিখ',
  },
  validUntil: 'মেয়াদ',
  replacedBy: 'এর বদলে',
  replaces: 'যে সনদের বদলে',
  isPrivate: 'সনদে কী লেখা আছে তা সনদধারী প্রকাশ করতে চাননি।',
  tournament: 'টুর্নামেন্ট',
  place: 'স্থান',
  endedOn: 'তারিখ',
  issuer: 'প্রদানকারী',
  code: 'কোড',
  issuedAt: 'প্রদানের তারিখ',
  files: 'ফাইলের ডিজিটাল ছাপ (SHA-256)',
  ask: 'কোড দিয়ে সনদ যাচাই করুন',
  askHint: 'কিউআর কোডের নিচে ছাপা ষোলোটি অক্ষর ও সংখ্যা।',
  check: 'যাচাই করুন',
  fileForm: {
    heading: 'ফাইলটি মিলিয়ে দেখুন',
    hint: 'পিডিএফ বা ছবিটি এই পাতার যে কোনো জায়গায় ছেড়ে দিন। আপনার ব্রাউজারেই মিলিয়ে দেখা হয়, ফাইলটি আপনার যন্ত্রের বাইরে যায় না।',
    choose: 'ফাইলটি বেছে নিন',
    reading: 'মিলিয়ে দেখা হচ্ছে …',
    exact: 'এটিই প্রদান করা ফাইল, প্রতিটি বাইট অভিন্ন।',
    other: 'এটি অন্য একটি সনদের ফাইল। সেটির বর্তমান অবস্থা দেখুন:',
    altered: 'ফাইলটি বদলানো হয়েছে: এতে একটি সনদের ঠিকানা আছে, কিন্তু বাইটগুলো প্রদান করা ফাইলের নয়।',
    unknown: 'এটি প্রদান করা কোনো ফাইল নয়। স্ক্যান, ছবি বা নতুন করে সংরক্ষিত কপি কখনো একই ফাইল হয় না।',
    unsupported: 'এটি পিডিএফ বা পিএনজি ছবি নয়।',
    large: 'ফাইলটি যে কোনো সনদের চেয়ে বড়: এটি প্রদান করা কোনো ফাইল নয়।',
    failed: 'ফাইলটি এই মুহূর্তে মিলিয়ে দেখা যায়নি। এতে ফাইলটি সম্পর্কে কিছুই বোঝায় না; আবার চেষ্টা করুন।',
  },
  footer: 'যে কেউ যাচাই করতে পারেন, অ্যাকাউন্ট লাগে না।',
};

export const words: Readonly<Record<Language, Words>> = { en, bn };
