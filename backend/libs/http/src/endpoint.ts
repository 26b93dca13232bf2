import type Koa from 'koa';
import type { z } from 'zod';

/** Who may call: anybody, anybody but known if signed in, a signed-in person, a member of the group `admins`. */
export type Access = 'none' | 'optional' | 'required' | 'admin';

/**
 * One endpoint, declared once. Types, checks, the whitelist of what goes out, the OpenAPI entry and the rows of the
 * authorisation matrix all come from this object.
 */
export interface Endpoint {
  readonly id: string;
  readonly summary: string;
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** In the router's syntax: `/api/posts/:postId`. */
  readonly path: string;
  readonly auth: Access;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** An optional one may be left out altogether; the handler is given undefined then. */
  readonly body?: z.ZodObject | z.ZodOptional<z.ZodObject>;
  /** The one file field of a multipart request, instead of a body. */
  readonly file?: string;
  readonly response?: z.ZodType;
  readonly status: 200 | 201 | 202 | 204;
  /** What else it may answer, besides 400, 401, 403 and 404 that follow from the declaration. */
  readonly errors?: readonly number[];
  /** Honours `Idempotency-Key`; for every POST that creates something. */
  readonly idempotent?: boolean;
  /** For a POST that may be sent twice without harm: edges and the service itself then try again by themselves. */
  readonly repeatable?: boolean;
  /** Answers `If-None-Match`; for reads that clients poll. */
  readonly etag?: boolean;
  /** The media type of a binary answer, instead of JSON. */
  readonly binary?: string;
}

/** The person behind a request, read from a verified access token. */
export interface Actor {
  readonly id: string;
  /** Cognito's `origin_jti`: the same for every token of one sign-in. */
  readonly tokenFamily: string;
  readonly isAdmin: boolean;
  /** Milliseconds since the epoch when the token expires. */
  readonly expiresAt: number;
}

type Part<E extends Endpoint, K extends keyof Endpoint> = E[K] extends z.ZodType ? z.output<E[K]> : undefined;

/** The actor's type by what the declaration asks for. */
export type ActorOf<E extends Endpoint> = E['auth'] extends 'required' | 'admin'
  ? Actor
  : E['auth'] extends 'optional'
    ? Actor | undefined
    : undefined;

/** What a handler is given. `ctx` is there for cookies, files and streams; JSON goes out by returning it. */
export interface Call<E extends Endpoint, Scope> {
  readonly params: Part<E, 'params'>;
  readonly query: Part<E, 'query'>;
  readonly body: Part<E, 'body'>;
  readonly actor: ActorOf<E>;
  readonly scope: Scope;
  /** The id to give to what this request creates: the same again when the request is repeated with its key. */
  readonly newId: string;
  readonly ctx: Koa.Context;
}

/** What is known of a request before its body is. */
export interface Arrival<E extends Endpoint, Scope> extends Pick<Call<E, Scope>, 'actor' | 'scope' | 'ctx'> {
  /** Whether this repeats a request by its key: such a one is answered as it was the first time, whatever holds now. */
  isRepeat(): Promise<boolean>;
}

/** Runs before the input is checked: turns a request away by throwing, or reads a body that is no JSON and calls `next`. */
export type Before<E extends Endpoint, Scope> = (arrival: Arrival<E, Scope>, next: Koa.Next) => Promise<void>;

/** What a handler answers: the declared response, or nothing where none is declared. */
export type Answer<E extends Endpoint> = E['response'] extends z.ZodType ? z.input<E['response']> : void;

/** Answers one endpoint. */
export type Handler<E extends Endpoint, Scope> = (call: Call<E, Scope>) => Promise<Answer<E>> | Answer<E>;
