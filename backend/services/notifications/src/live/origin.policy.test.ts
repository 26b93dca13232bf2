import { describe, expect, it } from '@jest/globals';
import { isOwnOrigin } from './origin.policy.ts';

const site = 'https://app.example.com';
const laptop = 'http://localhost:8080';

describe('isOwnOrigin', () => {
  it.each([
    ['https://app.example.com', 'app.example.com', site],
    ['http://localhost:8080', 'localhost:8080', laptop],
    ['http://127.0.0.1:8080', '127.0.0.1:8080', laptop],
    ['http://[::1]:8080', '[::1]:8080', laptop],
  ])('lets in %s asking for %s at %s', (origin, host, publicUrl) => {
    expect(isOwnOrigin(origin, host, publicUrl)).toBe(true);
  });

  it.each([
    [undefined, 'app.example.com', site],
    ['null', 'app.example.com', site],
    ['', 'app.example.com', site],
    ['https://evil.test', 'app.example.com', site],
    ['https://evil.test', 'evil.test', site],
    ['https://app.example.co', 'app.example.com', site],
    ['https://app.example.com.evil.test', 'app.example.com', site],
    ['http://app.example.com', 'app.example.com', site],
    ['https://app.example.com:444', 'app.example.com', site],
    ['https://app.example.com/', 'app.example.com', site],
    ['http://localhost:8080', 'localhost:8080', site],
    ['http://evil.test:8080', 'evil.test:8080', laptop],
    ['http://localhost:9090', 'localhost:8080', laptop],
    ['http://127.0.0.1:9090', '127.0.0.1:8080', laptop],
    ['http://localhost.evil.test:8080', 'localhost.evil.test:8080', laptop],
    ['http://127.0.0.1:8080/path', '127.0.0.1:8080', laptop],
  ])('refuses %s asking for %s at %s', (origin, host, publicUrl) => {
    expect(isOwnOrigin(origin, host, publicUrl)).toBe(false);
  });
});
