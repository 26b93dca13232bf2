import { HttpClient, HttpContext, HttpContextToken } from '@angular/common/http';
import { computed, inject, Injectable, signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';

import type { Grant } from '../api/generated/models/grant';
import { ApiProblem } from '../errors/api-problem';

import { SessionHint } from './session-hint';

/** The signed-in person, as far as the shell needs to know. */
export interface Viewer {
  readonly handle: string;
  readonly name: string;
  readonly avatarUrl: string | null;
}

/** Unreachable: there should be a session, but nothing answered yet. Pages open, and their requests try again. */
export type SessionStatus = 'starting' | 'signed-in' | 'signed-out' | 'unreachable';

/** Requests with this flag carry no bearer token and are not repeated: they are how a token is had. */
export const WITHOUT_SESSION = new HttpContextToken<boolean>(() => false);

const EARLY_MS = 20_000;

/**
 * Who is signed in on this page. The access token lives in memory only; the cookie that renews it is out of reach of
 * scripts.
 */
@Injectable({ providedIn: 'root' })
export class Session {
  readonly #http = inject(HttpClient);
  readonly #hint = inject(SessionHint);

  readonly #status = signal<SessionStatus>('starting');
  readonly #viewer = signal<Viewer | null>(null);
  #accessToken: string | null = null;
  #expiresAt = 0;
  #refreshing: Promise<string | null> | null = null;
  #ready: Promise<void> | null = null;

  readonly status = this.#status.asReadonly();
  readonly viewer = this.#viewer.asReadonly();
  readonly isSignedIn = computed(() => this.#status() === 'signed-in');
  /** False for visitors only: where the server cannot be asked, the person gets the benefit of the doubt. */
  readonly isAdmitted = computed(() => this.#status() === 'signed-in' || this.#status() === 'unreachable');

  constructor() {
    this.#hint.onSignedOutElsewhere(() => {
      this.end();
    });
    addEventListener('online', () => {
      if (this.#status() === 'unreachable') {
        this.refresh().catch(() => undefined);
      }
    });
  }

  /** Resolves once it is known whether somebody is signed in. */
  ready(): Promise<void> {
    this.#ready ??= this.#start();
    return this.#ready;
  }

  async signIn(email: string, password: string): Promise<void> {
    const answer = await this.#post<Grant>('/api/auth/sign-in', { email, password });
    this.#ready = Promise.resolve();
    this.#accept(answer);
  }

  /** Ends the session on the server. The caller then loads the start page anew, so that nothing stays in memory. */
  async signOut(): Promise<void> {
    await this.#post('/api/auth/sign-out', {});
    this.#hint.clear();
  }

  /** Forgets the session on this page without asking the server, for example after it was revoked. */
  end(): void {
    this.#accessToken = null;
    this.#expiresAt = 0;
    this.#viewer.set(null);
    this.#status.set('signed-out');
    this.#hint.clear();
  }

  /** Keeps the rail's name and picture in step with an edited profile. */
  updateViewer(change: Partial<Viewer>): void {
    this.#viewer.update((viewer) => (viewer ? { ...viewer, ...change } : viewer));
  }

  /** A token that is good for the next request, renewed first when it is about to expire. */
  async token(): Promise<string | null> {
    await this.ready();
    const isStale = this.#accessToken !== null && Date.now() > this.#expiresAt - EARLY_MS;
    return isStale || this.#status() === 'unreachable' ? this.refresh() : this.#accessToken;
  }

  /** Renews the access token. Callers that come while one renewal is under way share its answer. */
  refresh(): Promise<string | null> {
    this.#refreshing ??= this.#renew().finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  async #start(): Promise<void> {
    if (!this.#hint.isSet()) {
      this.#status.set('signed-out');
      return;
    }
    try {
      await this.refresh();
    } catch {
      this.#status.set('unreachable');
    }
  }

  async #renew(): Promise<string | null> {
    try {
      this.#accept(await this.#post<Grant>('/api/auth/refresh', {}));
      return this.#accessToken;
    } catch (error) {
      if (error instanceof ApiProblem && (error.status === 401 || error.status === 403)) {
        this.end();
        return null;
      }
      throw error;
    }
  }

  #accept(answer: Grant): void {
    this.#accessToken = answer.accessToken;
    this.#expiresAt = Date.now() + answer.expiresIn * 1000;
    const { handle, name } = answer.person;
    this.#viewer.update((viewer) => ({ handle, name, avatarUrl: viewer?.avatarUrl ?? null }));
    this.#status.set('signed-in');
    this.#hint.set();
  }

  #post<T>(url: string, body: unknown): Promise<T> {
    const context = new HttpContext().set(WITHOUT_SESSION, true);
    return firstValueFrom(this.#http.post<T>(url, body, { context }));
  }
}
