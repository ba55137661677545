// The backend object: keeps the database connections open and runs the API beside them, near the database. One thread:
// nothing slow belongs here. It may be evicted at any moment; it remembers nothing but its connections.

import { DurableObject } from 'cloudflare:workers';
import { api } from '../../app/api.ts';
import { answerQuestions, type BackendQuestions, type DownloadQuestion } from '../../app/questions.ts';
import { createApiServices } from './services.ts';

export class Backend extends DurableObject<Env> implements BackendQuestions {
  private readonly services = createApiServices(this.env, this.ctx);
  private readonly questions = answerQuestions(this.services);

  override async fetch(request: Request): Promise<Response> {
    return api.fetch(request, { services: this.services });
  }

  // Only methods of the class can be called from outside of the object.
  certificateByCode(code: string) {
    return this.questions.certificateByCode(code);
  }

  certificateOfFile(sha256: string, code: string | null) {
    return this.questions.certificateOfFile(sha256, code);
  }

  grantDownload(question: DownloadQuestion) {
    return this.questions.grantDownload(question);
  }

  acknowledgeDownload(question: DownloadQuestion) {
    return this.questions.acknowledgeDownload(question);
  }

  databaseReadiness() {
    return this.questions.databaseReadiness();
  }
}
