// The backend object: holds the database connections and runs the API beside them, near the database. It has one thread, so slow
// work belongs elsewhere. It may be evicted at any time; its only state is its connections.

import { DurableObject } from 'cloudflare:workers';
import { api } from '../../app/api.ts';
import { createBackendRpc } from '../../app/backend-rpc.ts';
import type { BackendRpc, DownloadRequest } from '../../app/services.ts';
import type { Id } from '../../core/id.ts';
import { guardBindings } from './required-bindings.ts';
import { createApiServices } from './services.ts';

export class Backend extends DurableObject<Env> implements BackendRpc {
  private readonly services = createApiServices(guardBindings(this.env), this.ctx);
  private readonly rpc = createBackendRpc(this.services);

  override async fetch(request: Request): Promise<Response> {
    return api.fetch(request, { services: this.services });
  }

  // RPC exposes only the methods of the class.
  certificateByCode(code: string) {
    return this.rpc.certificateByCode(code);
  }

  certificateOfFile(sha256: string, codes: readonly string[]) {
    return this.rpc.certificateOfFile(sha256, codes);
  }

  grantDownload(download: DownloadRequest) {
    return this.rpc.grantDownload(download);
  }

  acknowledgeDownload(download: DownloadRequest) {
    return this.rpc.acknowledgeDownload(download);
  }

  beginEvidence(...asked: Parameters<BackendRpc['beginEvidence']>) {
    return this.rpc.beginEvidence(...asked);
  }

  finishEvidence(...asked: Parameters<BackendRpc['finishEvidence']>) {
    return this.rpc.finishEvidence(...asked);
  }

  grantEvidence(...asked: Parameters<BackendRpc['grantEvidence']>) {
    return this.rpc.grantEvidence(...asked);
  }

  admitWatcher(...asked: Parameters<BackendRpc['admitWatcher']>) {
    return this.rpc.admitWatcher(...asked);
  }

  judgeWatching(...asked: Parameters<BackendRpc['judgeWatching']>) {
    return this.rpc.judgeWatching(...asked);
  }

  tournamentOfMatch(match: Id<'match'>) {
    return this.rpc.tournamentOfMatch(match);
  }

  readRoom(...asked: Parameters<BackendRpc['readRoom']>) {
    return this.rpc.readRoom(...asked);
  }

  readRoomEvents(...asked: Parameters<BackendRpc['readRoomEvents']>) {
    return this.rpc.readRoomEvents(...asked);
  }

  playerOf(authorization: string) {
    return this.rpc.playerOf(authorization);
  }

  grantExport(...asked: Parameters<BackendRpc['grantExport']>) {
    return this.rpc.grantExport(...asked);
  }

  remakeExport(...asked: Parameters<BackendRpc['remakeExport']>) {
    return this.rpc.remakeExport(...asked);
  }

  driveSandbox(id: Id<'tournament'>) {
    return this.rpc.driveSandbox(id);
  }

  databaseReadiness() {
    return this.rpc.databaseReadiness();
  }
}
