// Reads the players of a TRF file as a list of entrants, in the order of their pairing numbers. FIDE's federations are not ISO countries,
// so they are left out; the file has no clubs.

import { displayNameRule } from '../../core/display-name.ts';
import { readText } from '../../core/text.ts';
import { ratingMin } from '../entrants/profile.ts';
import { type ListedEntrant, listedEntrantsMax } from './entrants-csv.ts';
import { refuseFile } from './file-fault.ts';
import { readTrf } from './read-trf.ts';
import { trfColumns } from './trf.ts';

/** @throws DomainError invalid_file, naming line and column. */
export function readTrfEntrants(text: string): ListedEntrant[] {
  const body = text.replace(/^\ufeff/, '');
  const lines = body.split(/\r?\n/).flatMap((line, index) => (line.startsWith('001') ? [index + 1] : []));
  const { players } = readTrf(body);
  if (players.length === 0) throw refuseFile(1, null, 'the file has no players');
  if (players.length > listedEntrantsMax) {
    throw refuseFile(lines[listedEntrantsMax] ?? 1, null, `more than ${listedEntrantsMax} entrants`);
  }
  return players.map(({ number, name, rating }, index) => {
    const line = lines[index] ?? 1;
    const verdict = readText(name, displayNameRule);
    if ('problem' in verdict) throw refuseFile(line, trfColumns.name[0], `name ${verdict.problem}`);
    const known = rating !== null && rating >= ratingMin ? rating : null;
    return { line, name: verdict.text, seed: number, rating: known, club: null, country: null };
  });
}
