// An example frontend of Laurel: sign in, list, register, bracket, report, confirm, wallet, and what happens meanwhile. It needs nothing
// but the typed client.

import {
  createLaurel,
  LaurelProblem,
  LaurelUnreachable,
  type Match,
  type Me,
  type Stage,
  type Tournament,
} from '@laurel/client';
import { followTournament, type Live } from '@laurel/client/live';

interface Settings {
  laurel: string;
  /** Offered for development only. */
  players: { name: string; token: string }[];
}

const settings: Settings = await (await fetch('settings.json')).json();
const laurel = createLaurel({
  baseUrl: settings.laurel,
  // Each tab has its own player.
  token: () => sessionStorage.getItem('token'),
  cache: 50,
});
let me: Me | null = null;

const find = <E extends HTMLElement>(selector: string) => document.querySelector(selector) as E;
const [main, message] = [find('#main'), find('#message')];
const dates = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const date = (at: string) => dates.format(new Date(at));
const words = (code: string) => code.replaceAll('_', ' ');

/** Makes an element. Texts are never read as HTML. */
function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

const box = (className: string, ...children: (Node | string)[]) => make('div', { className }, ...children);
/** A text, and a number or its field at the other end of the line. */
const line = (className: string, text: string, number: Node | string) =>
  box(`side ${className}`, make('span', {}, text), make('span', {}, number));

function say(text: string, isFailure = false): void {
  message.textContent = text;
  message.className = isFailure ? 'failure' : '';
}

function explain(error: unknown): string {
  if (error instanceof LaurelProblem)
    return [`${error.title}.`, error.detail, ...error.errors.map((each) => `${each.field} ${each.problem}.`)].join(' ');
  if (error instanceof LaurelUnreachable) return 'Laurel cannot be reached. Nothing is lost; try again.';
  return String(error);
}

/** A button that does one act, says how it went, and shows the page anew. */
function act(label: string, done: string, work: () => Promise<unknown>): HTMLButtonElement {
  const button = make('button', { type: 'button' }, label);
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      await work();
      await show();
      say(done);
    } catch (error) {
      say(explain(error), true);
    }
    button.disabled = false;
  });
  return button;
}

async function listPage(): Promise<Node[]> {
  const { items } = await laurel.listTournaments({ query: { limit: 50 } });
  const link = ({ id, title }: Tournament) => make('a', { href: `#/t/${id}` }, title);
  return [heading('Tournaments'), ...items.map((each) => box('card', link(each), summary(each)))];
}

function summary({ state, startsAt, confirmedCount, capacity, entryFeeCoins }: Tournament): HTMLElement {
  const facts = [words(state), date(startsAt), `${confirmedCount} of ${capacity} players`, `${entryFeeCoins} coins`];
  return box('quiet', facts.join(' · '));
}

async function tournamentPage(id: string): Promise<Node[]> {
  const params = { id };
  const [tournament, { items: stages }, matches] = await Promise.all([
    laurel.readTournament({ params }),
    laurel.listStages({ params }),
    allMatches(id),
  ]);
  const parts: Node[] = [heading(tournament.title), summary(tournament)];
  if (tournament.state === 'registration_open') parts.push(...(await registration(id)));
  const started = stages.filter(({ state }) => state !== 'planned');
  for (const stage of started.toReversed()) {
    parts.push(make('h2', {}, `${stage.name ?? words(stage.format)}: ${words(stage.state)}`));
    const own = matches.filter((match) => match.stage === stage.number);
    parts.push(...bracket(own, stage), ...(await standings(id, stage)));
  }
  return parts;
}

/** Of all pages. */
async function allMatches(id: string): Promise<Match[]> {
  const matches: Match[] = [];
  for await (const match of laurel.listMatches.items({ params: { id } })) matches.push(match);
  return matches;
}

/** A column for each round; groups below each other. */
function bracket(matches: Match[], { groups }: Stage): Node[] {
  return [...Map.groupBy(matches, ({ group }) => group)].map(([group, played]) => {
    const rounds = [...Map.groupBy(played, ({ round }) => round)].map(([round, list]) =>
      make(
        'section',
        {},
        make('h3', {}, `${groups > 1 ? `Group ${group}, round` : 'Round'} ${round}`),
        ...list.map(matchCard),
      ),
    );
    return box('bracket', ...rounds);
  });
}

async function standings(id: string, { number, format }: Stage): Promise<Node[]> {
  if (format !== 'round_robin' && format !== 'league' && format !== 'swiss') return [];
  const params = { id, stage: String(number) as '1' };
  const groups = new Map<number, Node[]>();
  for await (const row of laurel.listStandings.items({ params, query: { limit: 100 } })) {
    const shown = line('', `${row.rank}. ${row.displayName}`, row.figures[0]?.value ?? '');
    groups.set(row.group, [...(groups.get(row.group) ?? []), shown]);
  }
  const tables = [...groups].map(([group, rows]) =>
    make(
      'section',
      {},
      make('h3', {}, groups.size > 1 ? `Standings of group ${group}` : 'Standings'),
      box('card', ...rows),
    ),
  );
  return [box('bracket', ...tables)];
}

async function registration(id: string): Promise<Node[]> {
  const entrants: string[] = [];
  let isIn = false;
  for await (const { playerId, displayName, state } of laurel.listRegistrations.items({ params: { id } })) {
    if (state !== 'confirmed' && state !== 'pending') continue;
    entrants.push(displayName);
    isIn ||= playerId === me?.id;
  }
  const register = act('Register', 'You are registered.', () => laurel.register({ params: { id } }));
  return [
    make('p', {}, me === null ? 'Sign in to register.' : isIn ? 'You are registered.' : register),
    make('p', {}, `Registered: ${entrants.join(', ') || 'nobody yet'}`),
  ];
}

function matchCard(match: Match): HTMLElement {
  const { slots, state } = match;
  const isMine = me !== null && slots.some(({ entrant }) => entrant?.playerId === me?.id);
  const sides = slots.map(({ entrant, score }) => {
    const name = entrant?.displayName ?? 'to be decided';
    const field = make('input', { type: 'number', min: '0', value: '0', ariaLabel: `Score of ${name}` });
    const hasWon = entrant !== null && entrant.registrationId === match.winnerId;
    const shown = isMine && state === 'ready' ? field : String(score ?? '');
    return { field, element: line(hasWon ? 'won' : '', name, shown) };
  });
  const typed = () => sides.map(({ field }) => field.valueAsNumber);
  const elements = sides.map(({ element }) => element);
  return box(
    'card',
    ...elements,
    box('quiet', words(match.outcome ?? state)),
    ...(isMine ? resultActs(match, typed) : []),
  );
}

/** What the signed-in player may do about an own match. */
function resultActs({ id, state, slots, reportedBy }: Match, typed: () => number[]): Node[] {
  const params = { id };
  const report = () => laurel.reportResult({ params, body: { scores: typed() } });
  if (state === 'ready') return [act('Report', 'Reported. The other side must confirm.', report)];
  if (state !== 'pending_result') return [];
  if (reportedBy === me?.id) return [box('', 'The other side must confirm.')];
  const scores = slots.map(({ score }) => score ?? 0);
  const confirm = () => laurel.confirmResult({ params, body: { scores } });
  return [act(`Confirm ${scores.join(' to ')}`, 'The result is final.', confirm)];
}

async function walletPage(): Promise<Node[]> {
  if (me === null) return [heading('Wallet'), make('p', {}, 'Sign in to see your wallet.')];
  // Opening it again answers the same wallet.
  const wallet = await laurel.openWallet();
  const { items } = await laurel.listTransactions({ params: { id: wallet.id }, query: { limit: 20 } });
  const entries = items.map(({ amountCoins, reason, createdAt }) =>
    line('card', `${words(reason)}, ${date(createdAt)}`, amountCoins > 0 ? `+${amountCoins}` : `−${-amountCoins}`),
  );
  const held = wallet.heldCoins === 0 ? '' : `, ${wallet.heldCoins} of them held`;
  return [heading('Wallet'), make('p', {}, `${wallet.balanceCoins} coins${held}`), ...entries];
}

function heading(text: string): HTMLElement {
  document.title = text;
  return make('h1', { tabIndex: -1 }, text);
}

async function show(): Promise<void> {
  const { hash } = location;
  const [, page, id] = hash.split('/');
  const parts = await (page === 't' && id ? tournamentPage(id) : page === 'wallet' ? walletPage() : listPage());
  // The reader may have gone on meanwhile.
  if (hash === location.hash) main.replaceChildren(...parts);
}

async function open(): Promise<void> {
  say('');
  const [, page, id] = location.hash.split('/');
  follow(page === 't' ? id : undefined);
  await show().catch((error: unknown) => say(explain(error), true));
}

let live: Live | null = null;
let refreshing: ReturnType<typeof setTimeout> | undefined;

/** Shows the page anew a moment after the last of several events, unless the reader is typing. */
function refresh(): void {
  clearTimeout(refreshing);
  refreshing = setTimeout(() => {
    if (main.contains(document.activeElement) && document.activeElement instanceof HTMLInputElement) return refresh();
    show().catch((error: unknown) => say(explain(error), true));
  }, 300);
}

/** Follows the tournament that is shown, and no other. */
function follow(id: string | undefined): void {
  live?.close();
  clearTimeout(refreshing);
  find('#live').textContent = '';
  if (id === undefined) return;
  let isFirst = true;
  live = followTournament({
    baseUrl: settings.laurel,
    tournamentId: id,
    token: () => sessionStorage.getItem('token'),
    // The page is being read already when it is followed.
    onReset() {
      if (!isFirst) refresh();
      isFirst = false;
    },
    onEvent: refresh,
    onState: ({ status }) => {
      find('#live').textContent = status === 'live' ? 'Live' : status === 'closed' ? '' : 'Not live: connecting again';
    },
  });
}

async function signIn(token: string | null): Promise<void> {
  if (token === null) sessionStorage.removeItem('token');
  else sessionStorage.setItem('token', token);
  try {
    me = token === null ? null : await laurel.readMe();
  } catch (error) {
    sessionStorage.removeItem('token');
    return say(explain(error), true);
  }
  find('#sign-in').hidden = me !== null;
  find('#me').hidden = me === null;
  find('#me strong').textContent = me?.displayName ?? 'Signed in';
  await open();
}

find('#sign-in').addEventListener('submit', (event) => {
  event.preventDefault();
  void signIn(find<HTMLInputElement>('#token').value.trim());
});
find('#me button').addEventListener('click', () => void signIn(null));
for (const { name, token } of settings.players)
  find('#players').append(make('button', { type: 'button', onclick: () => void signIn(token) }, name));
// A screen reader reads the heading of the new page.
addEventListener('hashchange', () => void open().then(() => find('h1')?.focus()));
await signIn(sessionStorage.getItem('token'));
