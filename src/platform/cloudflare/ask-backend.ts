// Questions to a backend object by RPC. The platform repeats a failed fetch where that is safe, but never a call: that is done here.

import type { BackendQuestions } from '../../app/questions.ts';

/** `open` gives a stub; a broken one is not used again. */
export function askBackend(open: () => BackendQuestions): BackendQuestions {
  return {
    certificateByCode: (code) => twice(() => open().certificateByCode(code)),
    certificateOfFile: (sha256, code) => twice(() => open().certificateOfFile(sha256, code)),
    grantDownload: (question) => twice(() => open().grantDownload(question)),
    // A count: once at most.
    acknowledgeDownload: (question) => open().acknowledgeDownload(question),
    databaseReadiness: () => twice(() => open().databaseReadiness()),
  };
}

/** Again where the platform says that the call may be repeated: the object was replaced or moved. */
async function twice<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if ((error as { retryable?: unknown }).retryable !== true) throw error;
    return call();
  }
}
