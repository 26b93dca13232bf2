import { createHash } from 'node:crypto';

/** The style sheet of the mailbox; inline, so that the page needs no other request. */
export const styles = `
:root { color-scheme: light dark; --paper: #faf8f5; --ink: #1c1a17; --muted: #6a635b; --line: #e2dcd3; --card: #fff; --accent: #b3371f; --on-accent: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #121110; --ink: #ede9e3; --muted: #a39b90; --line: #2e2a26; --card: #1b1917; --accent: #ff7a5c; --on-accent: #121110; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 Inter, system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: clamp(1.25rem, 5vw, 3.5rem) clamp(1rem, 4vw, 2rem) 4rem; }
h1 { margin: 0; font-size: clamp(1.6rem, 5vw, 2.1rem); letter-spacing: -0.02em; line-height: 1.2; }
.lead { margin: 0.4rem 0 1.75rem; color: var(--muted); }
a { color: var(--accent); text-underline-offset: 0.15em; overflow-wrap: anywhere; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
form.filter { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; margin-bottom: 1.75rem; }
form.filter label { flex-basis: 100%; font-size: 0.85rem; color: var(--muted); }
input { flex: 1 1 12rem; min-width: 0; min-height: 2.75rem; padding: 0 0.85rem; border: 1px solid var(--line); border-radius: 0.6rem; background: var(--card); color: inherit; font: inherit; }
button { min-height: 2.75rem; padding: 0 1.15rem; border: 0; border-radius: 0.6rem; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; cursor: pointer; }
ul { display: grid; gap: 0.9rem; margin: 0; padding: 0; list-style: none; }
article, .empty, .notice { padding: 1.1rem 1.25rem; border: 1px solid var(--line); border-radius: 0.9rem; background: var(--card); }
.empty { color: var(--muted); text-align: center; padding-block: 3rem; }
article header { display: flex; flex-wrap: wrap; gap: 0.2rem 0.75rem; align-items: baseline; font-size: 0.85rem; color: var(--muted); }
article header .to { color: var(--ink); font-weight: 600; overflow-wrap: anywhere; }
article header time { margin-left: auto; }
.kind { padding: 0 0.5rem; border: 1px solid var(--line); border-radius: 1rem; font-size: 0.75rem; }
h2 { margin: 0.45rem 0 0; font-size: 1.05rem; line-height: 1.35; overflow-wrap: anywhere; }
.text { margin: 0.6rem 0 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.notice p { margin: 0 0 1rem; overflow-wrap: anywhere; }
`;

/** Nothing but this style sheet may load or run, and forms only lead back here. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(styles).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');
