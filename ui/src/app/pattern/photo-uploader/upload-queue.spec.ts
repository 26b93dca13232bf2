import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Subject } from 'rxjs';

import { Api } from '../../core/api/generated/api';
import type { Photo } from '../../core/api/generated/models/photo';
import { ApiProblem } from '../../core/errors/api-problem';
import { Online } from '../../core/network/online';
import { PhotoUpload, type UploadStep } from '../../core/upload/photo-upload';
import { UploadQueue } from './upload-queue';

interface Request {
  readonly name: string;
  readonly key: string;
  readonly steps: Subject<UploadStep>;
  isCancelled: boolean;
}

const photo = (id: string): Photo => ({
  id,
  width: 3,
  height: 2,
  sha256: '',
  thumbhash: '',
  createdAt: '',
  variants: [],
});
const problem = (status: number, retryAfterSeconds: number | null = null) =>
  new ApiProblem({ status, code: 'x', message: `Problem ${status}`, retryAfterSeconds });

describe('UploadQueue', () => {
  const isOnline = signal(true);
  const deleted: string[] = [];
  let requests: Request[] = [];
  let queue: UploadQueue;

  beforeEach(() => {
    jest.useFakeTimers();
    isOnline.set(true);
    deleted.length = 0;
    requests = [];
    const send = ({ name }: File, key: string) => {
      const request: Request = { name, key, steps: new Subject(), isCancelled: false };
      requests.push(request);
      return {
        subscribe: (observer: object) => {
          const subscription = request.steps.subscribe(observer);
          subscription.add(() => (request.isCancelled = true));
          return subscription;
        },
      };
    };
    const invoke = (_function: unknown, { photoId }: { photoId: string }) => {
      deleted.push(photoId);
      return Promise.resolve();
    };
    TestBed.configureTestingModule({
      providers: [
        UploadQueue,
        { provide: PhotoUpload, useValue: { send } },
        { provide: Api, useValue: { invoke } },
        { provide: Online, useValue: { isOnline } },
      ],
    });
    queue = TestBed.inject(UploadQueue);
    TestBed.tick();
  });

  afterEach(() => {
    TestBed.resetTestingModule();
    jest.useRealTimers();
  });

  const add = (...names: string[]) => {
    queue.add(names.map((name) => new File(['x'], name)));
  };
  const states = () => queue.items().map(({ state }) => state.kind);
  const arrive = (index: number) => {
    requests[index]?.steps.next({ photo: photo(`p${index}`) });
    requests[index]?.steps.complete();
  };

  it('sends three at a time, in order, and the next when one has arrived', () => {
    add('a', 'b', 'c', 'd');
    expect(states()).toEqual(['sending', 'sending', 'sending', 'waiting']);
    requests[1]?.steps.next({ sent: 0.5 });
    requests[2]?.steps.next({ sent: 1 });
    arrive(0);
    expect(states()).toEqual(['ready', 'sending', 'developing', 'sending']);
    expect(requests.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']);
    expect(queue.isUnderWay()).toBe(true);
    [1, 2, 3].forEach(arrive);
    expect(queue.isUnderWay()).toBe(false);
    expect(queue.readyPhotos().map(({ id }) => id)).toEqual(['p0', 'p1', 'p2', 'p3']);
  });

  it('tries again by itself when the server is busy, after the time it asked for and under the same key', () => {
    add('a');
    requests[0]?.steps.error(problem(503, 7));
    expect(states()).toEqual(['resting']);
    jest.advanceTimersByTime(6900);
    expect(requests).toHaveLength(1);
    jest.advanceTimersByTime(1000);
    expect(requests).toHaveLength(2);
    expect(requests[1]?.key).toBe(requests[0]?.key);
  });

  it('lets another photo go ahead while one rests', () => {
    add('a', 'b', 'c', 'd');
    requests[0]?.steps.error(problem(429, 5));
    expect(states()).toEqual(['resting', 'sending', 'sending', 'sending']);
  });

  it('gives up on what another try cannot mend, and says why', () => {
    add('a', 'b');
    requests[0]?.steps.error(problem(422));
    requests[1]?.steps.error(problem(429, 3600));
    expect(queue.items().map(({ state }) => state)).toEqual([
      { kind: 'failed', reason: 'Problem 422', canRetry: false },
      { kind: 'failed', reason: 'Problem 429', canRetry: true },
    ]);
    queue.retryFailed();
    expect(requests.map(({ name }) => name)).toEqual(['a', 'b', 'b']);
    expect(states()).toEqual(['failed', 'sending']);
  });

  it('stops trying after a while', () => {
    add('a');
    for (let index = 0; index < 6; index += 1) {
      requests.at(-1)?.steps.error(problem(0));
      jest.advanceTimersByTime(61_000);
    }
    expect(requests).toHaveLength(6);
    expect(states()).toEqual(['failed']);
  });

  it('takes a new key for an upload that the server has given up', () => {
    add('a');
    requests[0]?.steps.error(problem(409));
    queue.retryFailed();
    expect(requests[1]?.key).not.toBe(requests[0]?.key);
  });

  it('pauses when the network goes and goes on with it, under the same keys', () => {
    add('a', 'b', 'c', 'd');
    arrive(0);
    isOnline.set(false);
    TestBed.tick();
    expect(states()).toEqual(['ready', 'offline', 'offline', 'offline']);
    expect(requests.slice(1).every(({ isCancelled }) => isCancelled)).toBe(true);
    isOnline.set(true);
    TestBed.tick();
    expect(states()).toEqual(['ready', 'sending', 'sending', 'sending']);
    expect(new Set(requests.map(({ key }) => key)).size).toBe(4);
  });

  it('cancels what is on its way and takes back what had arrived', () => {
    add('a', 'b');
    arrive(0);
    queue.items().forEach(({ id }) => {
      queue.remove(id);
    });
    expect(queue.items()).toEqual([]);
    expect(requests[1]?.isCancelled).toBe(true);
    expect(deleted).toEqual(['p0']);
  });

  it('puts restored photos first and never sends them again', () => {
    add('b');
    queue.restore([
      {
        name: 'a',
        size: 1,
        alt: 'words',
        preview: null,
        state: { kind: 'ready', photo: { id: 'p', width: 1, height: 1 } },
      },
    ]);
    isOnline.set(false);
    TestBed.tick();
    expect(queue.items().map(({ name, state }) => [name, state.kind])).toEqual([
      ['a', 'ready'],
      ['b', 'offline'],
    ]);
  });
});
