// RPC client of a backend object. The platform retries a failed fetch if that is safe, but never an RPC call. This file does.

import type { BackendRpc } from '../../app/services.ts';

/** `open` returns a new stub: a broken stub cannot be used again. */
export function callBackend(open: () => BackendRpc): BackendRpc {
  return {
    certificateByCode: (code) => retryOnce(() => open().certificateByCode(code)),
    certificateOfFile: (sha256, codes) => retryOnce(() => open().certificateOfFile(sha256, codes)),
    grantDownload: (download) => retryOnce(() => open().grantDownload(download)),
    // It counts, so it runs at most once.
    acknowledgeDownload: (download) => open().acknowledgeDownload(download),
    // Each of them does the same again.
    beginEvidence: (...asked) => retryOnce(() => open().beginEvidence(...asked)),
    finishEvidence: (...asked) => retryOnce(() => open().finishEvidence(...asked)),
    grantEvidence: (...asked) => retryOnce(() => open().grantEvidence(...asked)),
    admitWatcher: (...asked) => retryOnce(() => open().admitWatcher(...asked)),
    judgeWatching: (...asked) => retryOnce(() => open().judgeWatching(...asked)),
    tournamentOfMatch: (match) => retryOnce(() => open().tournamentOfMatch(match)),
    readRoom: (...asked) => retryOnce(() => open().readRoom(...asked)),
    readRoomEvents: (...asked) => retryOnce(() => open().readRoomEvents(...asked)),
    playerOf: (authorization) => retryOnce(() => open().playerOf(authorization)),
    grantExport: (...asked) => retryOnce(() => open().grantExport(...asked)),
    remakeExport: (...asked) => retryOnce(() => open().remakeExport(...asked)),
    // Its lease keeps a second driver away.
    driveSandbox: (id) => open().driveSandbox(id),
    databaseReadiness: () => retryOnce(() => open().databaseReadiness()),
  };
}

/** Retries once if the platform marks the error as retryable: the object was restarted or moved. */
async function retryOnce<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if ((error as { retryable?: unknown }).retryable !== true) throw error;
    return call();
  }
}
