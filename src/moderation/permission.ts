// Permissions of moderation.

import { type Actor, hasRole } from '../core/actor.ts';
import { refuse } from '../core/errors.ts';
import { everybody, only } from '../http/permission.ts';

export const moderationPermissions = {
  readAudit: only('audit.read', 'moderator', 'admin'),
  readReasons: everybody('sanction.read_reasons'),
  readOwnSanctions: only('sanction.read_own', 'player'),
  readOwnNotices: only('notice.read_own', 'player'),
  readSanctions: only('sanction.read', 'moderator', 'admin'),
  appeal: only('sanction.appeal', 'owner'),
  readAppeal: only('sanction.read_appeal', 'owner', 'moderator', 'admin'),
  report: only('report.file', 'player'),
  readOwnReports: only('report.read_own', 'player'),
  readCases: only('case.read', 'moderator', 'admin'),
  decideCases: only('case.decide', 'moderator', 'admin'),
  grantQueues: only('case.grant_queue', 'admin'),
  muteReporters: only('report.mute', 'moderator', 'admin'),
  manageRules: only('rule.manage', 'admin'),
  exportStatements: only('statement.export', 'moderator', 'admin'),
  decideSanctions: only('sanction.decide', 'moderator', 'admin'),
} as const;

export function isModerator(actor: Actor): boolean {
  return hasRole(actor, 'moderator');
}

/** @throws DomainError forbidden. */
export function refuseUnlessAdmin(actor: Actor): void {
  if (!hasRole(actor, 'admin')) throw refuse('forbidden', { needs: 'admin' });
}

/** @throws DomainError forbidden. */
export function refuseUnlessModerator(actor: Actor): void {
  if (!isModerator(actor)) throw refuse('forbidden', { needs: 'moderator' });
}
