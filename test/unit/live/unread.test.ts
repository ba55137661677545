import { expect, it } from 'vitest';
import { pong } from '../../../src/live/frame.ts';
import { type Socket, sendFrame, unreadBytesMax } from '../../../src/live/socket.ts';

function aSocket(bufferedAmount?: number) {
  const sent: string[] = [];
  const socket = {
    readyState: 1,
    ...(bufferedAmount === undefined ? {} : { bufferedAmount }),
    send: (text: string) => void sent.push(text),
    close: () => void Object.assign(socket, { readyState: 3 }),
  } satisfies Socket;
  return { socket, sent };
}

it('a socket whose client leaves too much unread is closed, where the platform tells', () => {
  const [slow, normal, silent] = [aSocket(unreadBytesMax + 1), aSocket(unreadBytesMax), aSocket()];
  expect([slow, normal, silent].map(({ socket }) => sendFrame(socket, pong))).toEqual([false, true, true]);
  expect([slow, normal, silent].map(({ socket, sent }) => [socket.readyState, sent.length])).toEqual([
    [3, 0],
    [1, 1],
    [1, 1],
  ]);
});
