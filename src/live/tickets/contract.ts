// Wire shapes of tickets.

import * as z from 'zod';
import { id, instantText, namedShape } from '../../http/wire.ts';

const isOrigin = (text: string) => URL.canParse(text) && new URL(text).origin === text;

export const ticketCreate = z
  .strictObject({
    tournamentId: id('tournament').optional().describe('For the room of a tournament.'),
    matchId: id('match').optional().describe('For the room of a match.'),
    origin: z
      .string()
      .max(255)
      .refine(isOrigin, 'must be an origin such as https://play.example')
      .optional()
      .describe('The web origin of the page that will use it; then no other page can. Absent: any page.'),
  })
  .refine(({ tournamentId, matchId }) => (tournamentId === undefined) !== (matchId === undefined), {
    message: 'needs either tournamentId or matchId',
    path: ['tournamentId'],
  });

export const ticketShape = namedShape('LiveTicket', 'A ticket for one socket.', {
  ticket: z.string().describe('Put it into `ticket` of the address of the room, or into an `auth` frame.'),
  expiresAt: instantText.describe('From then on it is refused: 30 seconds after it was made. UTC.'),
});
