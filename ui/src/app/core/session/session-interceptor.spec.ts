import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { firstValueFrom } from 'rxjs';

import { ApiProblem } from '../errors/api-problem';
import { Session } from './session';
import { isOwnApi, sessionInterceptor } from './session-interceptor';

const grant = (accessToken: string, expiresIn = 900) => ({
  accessToken,
  expiresIn,
  sessionId: 's1',
  person: { id: 'p1', handle: 'june', name: 'June', isAdmin: false },
});

const turn = () => new Promise((resolve) => setTimeout(resolve));

describe('the session and its interceptor', () => {
  let http: HttpClient;
  let server: HttpTestingController;
  let session: Session;

  beforeEach(() => {
    localStorage.clear();
    TestBed.configureTestingModule({
      providers: [provideHttpClient(withInterceptors([sessionInterceptor])), provideHttpClientTesting()],
    });
    http = TestBed.inject(HttpClient);
    server = TestBed.inject(HttpTestingController);
    session = TestBed.inject(Session);
  });

  async function signIn(token = 'first', expiresIn = 900): Promise<void> {
    const done = session.signIn('june@example.com', 'right password 1');
    server.expectOne('/api/auth/sign-in').flush(grant(token, expiresIn));
    await done;
  }

  it('asks for no session where there was none', async () => {
    await session.ready();
    expect(session.status()).toBe('signed-out');
    server.verify();
  });

  it('takes up a session with the cookie', async () => {
    localStorage.setItem('tintype.session', '1');
    const ready = session.ready();
    server.expectOne('/api/auth/refresh').flush(grant('kept'));
    await ready;
    expect(session.viewer()?.handle).toBe('june');
  });

  it('is signed out when the cookie is refused', async () => {
    localStorage.setItem('tintype.session', '1');
    const ready = session.ready();
    server.expectOne('/api/auth/refresh').flush({ code: 'auth.no_session' }, { status: 401, statusText: 'x' });
    await ready;
    expect(session.status()).toBe('signed-out');
    expect(localStorage.getItem('tintype.session')).toBeNull();
  });

  it('keeps the door open when nothing answers, and tries again with the next request', async () => {
    localStorage.setItem('tintype.session', '1');
    const ready = session.ready();
    server.expectOne('/api/auth/refresh').error(new ProgressEvent('error'));
    await ready;
    expect(session.status()).toBe('unreachable');
    expect(session.isAdmitted()).toBe(true);
    http.get('/api/feed').subscribe();
    await turn();
    server.expectOne('/api/auth/refresh').flush(grant('back'));
    await turn();
    expect(server.expectOne('/api/feed').request.headers.get('Authorization')).toBe('Bearer back');
    expect(session.isSignedIn()).toBe(true);
  });

  it('gives our API the token, and nobody else', async () => {
    await signIn();
    http.get('/api/feed').subscribe();
    http.get('https://elsewhere.example/api/feed').subscribe();
    http.get('/mailbox.json').subscribe();
    await turn();
    expect(server.expectOne('/api/feed').request.headers.get('Authorization')).toBe('Bearer first');
    expect(server.expectOne('https://elsewhere.example/api/feed').request.headers.has('Authorization')).toBe(false);
    expect(server.expectOne('/mailbox.json').request.headers.has('Authorization')).toBe(false);
  });

  it('renews a refused token once for all requests that were refused, and repeats them', async () => {
    await signIn('old');
    const answers = Promise.all(['/api/a', '/api/b', '/api/c'].map((url) => firstValueFrom(http.get(url))));
    await turn();
    for (const url of ['/api/a', '/api/b', '/api/c']) {
      server.expectOne(url).flush({}, { status: 401, statusText: 'x' });
    }
    await turn();
    server.expectOne('/api/auth/refresh').flush(grant('new'));
    await turn();
    for (const url of ['/api/a', '/api/b', '/api/c']) {
      const repeated = server.expectOne(url);
      expect(repeated.request.headers.get('Authorization')).toBe('Bearer new');
      repeated.flush({ url });
    }
    expect(await answers).toEqual([{ url: '/api/a' }, { url: '/api/b' }, { url: '/api/c' }]);
    server.verify();
  });

  it('does not repeat a second time', async () => {
    await signIn('old');
    const answer = firstValueFrom(http.get('/api/a'));
    const refused = expect(answer).rejects.toMatchObject({ status: 401 });
    await turn();
    server.expectOne('/api/a').flush({}, { status: 401, statusText: 'x' });
    await turn();
    server.expectOne('/api/auth/refresh').flush(grant('new'));
    await turn();
    server.expectOne('/api/a').flush({}, { status: 401, statusText: 'x' });
    await refused;
    server.verify();
  });

  it('ends the session when it cannot be renewed', async () => {
    await signIn('old');
    const refused = expect(firstValueFrom(http.get('/api/a'))).rejects.toBeInstanceOf(ApiProblem);
    await turn();
    server.expectOne('/api/a').flush({}, { status: 401, statusText: 'x' });
    await turn();
    server.expectOne('/api/auth/refresh').flush({}, { status: 401, statusText: 'x' });
    await refused;
    expect(session.status()).toBe('signed-out');
  });

  it('keeps the session when the network fails during a renewal', async () => {
    await signIn('old');
    const failed = expect(firstValueFrom(http.get('/api/a'))).rejects.toMatchObject({ code: 'network' });
    await turn();
    server.expectOne('/api/a').flush({}, { status: 401, statusText: 'x' });
    await turn();
    server.expectOne('/api/auth/refresh').error(new ProgressEvent('error'));
    await failed;
    expect(session.status()).toBe('signed-in');
  });

  it('renews a token that is about to expire before it is refused', async () => {
    await signIn('short', 5);
    http.get('/api/a').subscribe();
    await turn();
    server.expectOne('/api/auth/refresh').flush(grant('long'));
    await turn();
    expect(server.expectOne('/api/a').request.headers.get('Authorization')).toBe('Bearer long');
  });

  it('turns a problem document into a typed problem', async () => {
    const answer = firstValueFrom(http.post('/api/posts', {}));
    const refused = expect(answer).rejects.toMatchObject({
      status: 429,
      code: 'posts.too_many',
      message: 'Slow down.',
      retryAfterSeconds: 12,
      errors: [{ path: 'caption', message: 'Too long.' }],
    });
    await turn();
    server
      .expectOne('/api/posts')
      .flush(
        { code: 'posts.too_many', detail: 'Slow down.', errors: [{ path: 'caption', message: 'Too long.' }, 7] },
        { status: 429, statusText: 'x', headers: { 'Retry-After': '12' } },
      );
    await refused;
  });
});

describe('isOwnApi', () => {
  it.each(['/api/feed', 'api/feed', `${location.origin}/api/x`])('is true for %s', (url) => {
    expect(isOwnApi(url)).toBe(true);
  });

  it.each(['/media/1', '/apifeed', 'https://elsewhere.example/api/x', '//elsewhere.example/api/x', '/api/../mailbox'])(
    'is false for %s',
    (url) => {
      expect(isOwnApi(url)).toBe(false);
    },
  );
});
