// What a room does with the messages of its sockets: limits first, then ping, ack, presence, and a new ticket.

import type { Id } from '../../core/id.ts';
import {
  authenticatedFrame,
  closeCodes,
  invalidMessageFrame,
  pong,
  presenceFrame,
  readCommand,
  slowDownFrame,
} from '../frame.ts';
import { addressRate, createBuckets, retryAfterMsOf, userRate } from '../message-rate.ts';
import { isOpen, type Socket } from '../socket.ts';
import type { TicketVerdict } from '../tickets/open-ticket.ts';
import { admissionRefusal, type PlayersPort, ticketRefusal } from './admission.ts';
import type { Attendance, AttendancePorts } from './attendance.ts';
import { createOutlet } from './outlet.ts';
import type { CountSockets } from './presence.ts';

export interface MessagePorts<S extends Socket> extends AttendancePorts<S> {
  readonly players: PlayersPort;
  /** Whether the text is a ticket for this room. `match`: for the room of the match. */
  readonly openTicket: (
    text: string,
    seat: { readonly match: Id<'match'> | null; readonly origin: string | null },
  ) => Promise<TicketVerdict>;
  /** In all rooms of the tournament. Absent: there is this one alone. */
  readonly countAll?: CountSockets;
}

export interface Messages<S extends Socket> {
  handle(socket: S, message: string | ArrayBuffer): Promise<void> | void;
  /** What the client says that it has; undefined if it does not say. */
  acknowledgedBy(socket: S): number | undefined;
  forgetAcknowledgement(socket: S): void;
}

export function createMessages<S extends Socket>(ports: MessagePorts<S>, attendance: Attendance<S>): Messages<S> {
  const { send, drop } = createOutlet(ports.observe);
  const acknowledged = new WeakMap<S, number>();
  const [takeOfUser, takeOfAddress] = [createBuckets(userRate), createBuckets(addressRate)];

  /** A socket gets another end of its right, or becomes that of a player. */
  async function authenticate(socket: S, text: string): Promise<void> {
    const { match, origin, player, id } = ports.seats.read(socket);
    const verdict = await ports.openTicket(text, { match, origin });
    if (verdict.kind === 'refused') return drop(socket, ...ticketRefusal(verdict.fault));
    const { ticket } = verdict;
    if (player !== null && player !== ticket.player)
      return drop(socket, closeCodes.unauthenticated, 'ticket of another player');
    const admission = await ports.players.admit(ticket.player, { id, isAdmin: ticket.isAdmin }, ticket.used);
    if (admission !== 'admitted') return drop(socket, ...admissionRefusal(admission));
    if (!isOpen(socket)) return ports.players.leave(ticket.player, id);
    const { isAdmin, endsAtMs } = ticket;
    ports.seats.write(socket, { ...ports.seats.read(socket), player: ticket.player, isAdmin, endsAtMs });
    attendance.closeExpired();
    send(socket, authenticatedFrame(endsAtMs));
    await ports.players.enter(ticket.player);
  }

  function tellPresence(socket: S, match: Id<'match'> | null): Promise<void> | void {
    const tell = (count: number) => send(socket, presenceFrame(count));
    if (ports.countAll === undefined) return tell(attendance.count(match));
    // If the others do not answer, this room answers for itself.
    return ports.countAll(match).then(tell, () => tell(attendance.count(match)));
  }

  return {
    handle(socket, message) {
      // Messages that arrive after the close.
      if (!isOpen(socket)) return;
      attendance.hear(socket);
      const { player, id, network, match } = ports.seats.read(socket);
      if (!takeOfUser(player ?? id, ports.now()))
        return drop(socket, closeCodes.policy, 'too many messages', retryAfterMsOf(userRate));
      const command = readCommand(message);
      if (command.kind === 'too_big') return drop(socket, closeCodes.tooBig, 'frame too big');
      // Acknowledgements cost nothing, and those of a whole venue may come at the same moment.
      if (command.kind === 'ack') return void acknowledged.set(socket, command.seq);
      // The others of an address have done nothing wrong: what is too much is ignored, and nobody is closed.
      if (network !== null && !takeOfAddress(network, ports.now()))
        return send(socket, slowDownFrame(retryAfterMsOf(addressRate)));
      if (command.kind === 'ping') return send(socket, pong);
      if (command.kind === 'presence') return tellPresence(socket, match);
      if (command.kind === 'invalid') return send(socket, invalidMessageFrame(command.reason));
      return authenticate(socket, command.ticket).catch(() => drop(socket, closeCodes.tryAgain, 'try again later'));
    },
    acknowledgedBy: (socket) => acknowledged.get(socket),
    forgetAcknowledgement: (socket) => void acknowledged.delete(socket),
  };
}
