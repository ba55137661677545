// Wire shapes of invitation codes and allow lists.

import * as z from 'zod';
import { eventInstant, id, instantText, line, namedShape } from '../../http/wire.ts';
import { claimCodeTextMax } from '../guests/claim-code.ts';
import type { ListChanged } from './condition-store.ts';
import { type AllowedPlayer, codeUsesMax, type InvitationCode, listChangeMax } from './entry-condition.ts';
import type { MadeCode } from './make-code.ts';

/** As somebody typed it. */
export const invitationCode = z.string().min(1).max(claimCodeTextMax);

export const invitationCreate = z.strictObject({
  usesMax: z.int().min(1).max(codeUsesMax).default(1).describe('How many players may register with it.'),
  expiresAt: eventInstant.nullable().default(null).describe('From then on it is not taken; null: never.'),
});

const invitationFields = {
  id: id('invitation'),
  usesMax: z.int().describe('How many players may register with it.'),
  uses: z.int().describe('How many have. A player who cancels and registers again counts once.'),
  expiresAt: instantText.nullable().describe('From then on it is not taken; null: never. UTC.'),
  withdrawnAt: instantText.nullable().describe('When the organizer ended it; null: it was not. UTC.'),
  createdBy: id('player').describe('Who made it.'),
  createdAt: instantText,
};

export const invitationShape = namedShape(
  'InvitationCode',
  'A code with which players may register.',
  invitationFields,
);

export const madeInvitationShape = namedShape('MadeInvitationCode', 'A new invitation code.', {
  ...invitationFields,
  code: z
    .string()
    .nullable()
    .describe('Give it to those who are invited. Shown once; null in the answer to a repeated request.'),
});

export function invitationJson(invitation: InvitationCode): z.input<typeof invitationShape> {
  const { id, usesMax, uses, expiresAt, withdrawnAt, createdBy, createdAt } = invitation;
  return { id, usesMax, uses, expiresAt, withdrawnAt, createdBy, createdAt };
}

export const madeInvitationJson = (made: MadeCode): z.input<typeof madeInvitationShape> => ({
  ...invitationJson(made),
  code: made.code,
});

const person = z.union([
  z.strictObject({ playerId: id('player') }),
  z.strictObject({
    issuer: line(500).describe('Of the tokens of an identity provider.'),
    subject: line(255).describe('`sub` in the tokens of this issuer.'),
  }),
]);
const people = z.array(person).max(listChangeMax).default([]);

export const allowListChange = z
  .strictObject({
    add: people.describe('Who may register from now on. Who is on the list already stays.'),
    remove: people.describe('Who may not any more. Registrations stay. Removed before others are added.'),
  })
  .refine(({ add, remove }) => add.length + remove.length > 0, { path: ['add'], message: 'names somebody' });

export const allowListChangedShape = namedShape('AllowListChange', 'What became of an allow list.', {
  added: z.int().describe('Who was not on the list before.'),
  removed: z.int().describe('Who was on the list.'),
  size: z.int().describe('How many are on the list now.'),
});

export const allowListChangedJson = ({ added, removed, size }: ListChanged): z.input<typeof allowListChangedShape> => ({
  added,
  removed,
  size,
});

export const allowedShape = namedShape('AllowedPlayer', 'Somebody who may register.', {
  playerId: id('player').nullable().describe('null: a subject of an identity provider.'),
  subjectHash: z
    .string()
    .nullable()
    .describe('SHA-256, as hex, of issuer, line feed and subject; null: a player. The subject itself is not stored.'),
  addedAt: instantText,
});

export function allowedJson({ reference, addedAt }: AllowedPlayer): z.input<typeof allowedShape> {
  const [, subjectHash = null] = /^sha256:(.*)$/.exec(reference) ?? [];
  return { playerId: subjectHash === null ? reference : null, subjectHash, addedAt };
}
