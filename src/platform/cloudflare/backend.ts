// The backend object: keeps the database connections open and runs the API beside them, near the database. One thread:
// nothing slow belongs here. It may be evicted at any moment; it remembers nothing but its connections.

import { DurableObject } from 'cloudflare:workers';
import { api } from '../../app/api.ts';
import { createApiServices } from './services.ts';

export class Backend extends DurableObject<Env> {
  private readonly joined = createApiServices(this.env, this.ctx);

  override async fetch(request: Request): Promise<Response> {
    return api.fetch(request, { services: this.joined.services });
  }
}
