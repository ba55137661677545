// Every sentence a page says, in both languages. The words printed on certificates are in certificates/wording.ts.

import type { Language } from '../certificates/certificate.ts';
import type { FileCheck, VerdictKind } from '../certificates/verdict.ts';

export interface Words {
  readonly verify: string;
  readonly tagline: string;
  readonly skip: string;
  readonly languages: string;
  readonly verdict: Readonly<Record<VerdictKind | 'unknown', string>>;
  readonly unknownHint: string;
  readonly unavailable: string;
  readonly unavailableHint: string;
  readonly compare: string;
  readonly fileCheck: Readonly<Record<Exclude<FileCheck, 'not_checked'>, string>>;
  readonly reason: string;
  readonly revokedOn: string;
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
  readonly asJson: string;
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
  unavailable: 'The certificate cannot be looked up just now',
  unavailableHint: 'This says nothing about the certificate. Please try again in a minute.',
  compare: 'Compare each line below with the document in your hand: they must be the same.',
  fileCheck: {
    matches: 'The file was checked just now: it is the one that was issued, byte for byte.',
    differs: 'The record below is as issued, but the stored file has other bytes.',
    missing: 'The file itself was not found in storage. The verdict stands on the issuer’s record.',
    unreachable:
      'File storage does not answer at the moment, so the file was not checked. The verdict stands on the issuer’s record.',
  },
  reason: 'Reason',
  revokedOn: 'Revoked on',
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
  asJson: 'The same for programs (JSON)',
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
  unavailable: 'সনদটি এই মুহূর্তে খুঁজে দেখা যাচ্ছে না',
  unavailableHint: 'এতে সনদটির সত্যতা সম্পর্কে কিছুই বোঝায় না। এক মিনিট পরে আবার চেষ্টা করুন।',
  compare: 'নিচের প্রতিটি তথ্য হাতের সনদের সঙ্গে মিলিয়ে দেখুন: হুবহু এক হতে হবে।',
  fileCheck: {
    matches: 'ফাইলটি এইমাত্র মিলিয়ে দেখা হয়েছে: প্রতিটি বাইট অভিন্ন।',
    differs: 'নিচের নথি ঠিক আছে, কিন্তু সংরক্ষিত ফাইলের বাইট ভিন্ন।',
    missing: 'ফাইলটি ভান্ডারে পাওয়া যায়নি। ফলাফলটি প্রদানকারীর নথির ভিত্তিতে।',
    unreachable: 'ফাইল ভান্ডার এই মুহূর্তে সাড়া দিচ্ছে না, তাই ফাইলটি মিলিয়ে দেখা যায়নি। ফলাফলটি প্রদানকারীর নথির ভিত্তিতে।',
  },
  reason: 'কারণ',
  revokedOn: 'বাতিলের তারিখ',
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
  asJson: 'প্রোগ্রামের জন্য একই তথ্য (JSON)',
  footer: 'যে কেউ যাচাই করতে পারেন, অ্যাকাউন্ট লাগে না।',
};

export const words: Readonly<Record<Language, Words>> = { en, bn };
