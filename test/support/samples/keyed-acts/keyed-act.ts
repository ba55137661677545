// What an act that takes an Idempotency-Key needs: the world of its people, and how its request is made.

import type { Client, Person } from '../../../../bench/acts/client.ts';
import type { KeyedRequest } from '../../laurels/lost-answer.ts';

export interface Owner extends Person {
  readonly walletId: string;
}

export interface ActWorld {
  readonly client: Client;
  readonly finance: Person;
  readonly payer: Owner;
  readonly payee: Owner;
}

export type KeyedAct = (world: ActWorld) => Promise<KeyedRequest>;

export const request = (as: Person, path: string, body: object = {}): KeyedRequest => ({ as, path, body });
export const send = async (world: ActWorld, { as, path, body }: KeyedRequest) =>
  world.client.post(as, path, body as object, { key: crypto.randomUUID() });
