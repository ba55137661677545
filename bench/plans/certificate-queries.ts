// Hot queries of certificates.

import { claimOverdue, markIssued, pendingIds, placedEntrants } from '../../src/certificates/issuing/issue-store.ts';
import { countDownload } from '../../src/certificates/life/life-store.ts';
import {
  countProgress,
  findCertificate,
  findCertificateByCode,
  findCertificateOfFile,
  findPending,
  listCertificates,
  listFiles,
  listHeldCertificates,
} from '../../src/certificates/store.ts';
import { systemClock } from '../../src/core/instant.ts';
import { duringVolume, firstPage, type HotQuery, hot, id, player, tournament } from './hot-query.ts';

const code = (4711).toString(16).toUpperCase().padStart(16, '0');

export const certificateQueries: readonly HotQuery[] = [
  hot('certificate by code, with its predecessor and successor', 24, findCertificateByCode, (query, db) =>
    query(db, code),
  ),
  hot('certificate by the hash of a file', 32, findCertificateOfFile, (query, db) =>
    query(db, { sha256: 'f'.repeat(64), claimedCodes: [code] }),
  ),
  hot('certificate by its id', 24, findCertificate, (query, db) => query(db, id<'certificate'>('crt', 4711))),
  hot('certificates of a holder', 60, listHeldCertificates, (query, db) => query(db, player(4711), firstPage)),
  hot('page of the certificates of a tournament', 110, listCertificates, (query, db) =>
    query(db, tournament(2), firstPage),
  ),
  hot('progress of issuing', 80, countProgress, (query, db) => query(db.sql, tournament(2))),
  hot('files of a tournament', 80, listFiles, (query, db) => query(db, tournament(2))),
  hot('entrants to be certified', 480, placedEntrants, (query, db) => query(db.sql, tournament(2))),
  hot('pending certificates of a tournament', 80, pendingIds, (query, db) => query(db.sql, tournament(8))),
  hot('five certificates of a queue message', 40, findPending, (query, db) =>
    query(
      db,
      [500, 1000, 1500, 2000, 2500].map((index) => id<'certificate'>('crt', index)),
    ),
  ),
  hot('ten overdue certificates', 500, claimOverdue, (query, db) => query(db, duringVolume, 10)),
  hot('mark a certificate as issued', 80, markIssued, (query, db) =>
    query(
      db.sql,
      [{ id: id<'certificate'>('crt', 500), pdf: { sha256: 'a', sizeBytes: 1 }, png: { sha256: 'b', sizeBytes: 1 } }],
      systemClock(),
    ),
  ),
  hot('count a download', 60, countDownload, (query, db) => query(db, id<'certificate'>('crt', 4711), systemClock())),
];
