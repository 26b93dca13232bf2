import { demoPassword, demoPeople, demoViewer, emailOf } from './demo/people.ts';

/** What the start says to the person at the terminal. */
export function welcome(about: { url: string; dataDirectory: string; hasDemo: boolean; seconds: number }): string {
  const others = demoPeople.filter(({ handle }) => handle !== demoViewer).map(({ handle }) => handle);
  return [
    '',
    `  Tintype is ready after ${about.seconds.toFixed(1)} s`,
    '',
    `  Open       ${about.url}`,
    `  Mailbox    ${about.url}/mailbox   (codes and notifications arrive here)`,
    `  API        ${about.url}/api/docs`,
    `  Data       ${about.dataDirectory}   (make reset starts afresh)`,
    ...(about.hasDemo
      ? [
          `  Demo       sign in as ${emailOf(demoViewer)} with ${demoPassword}`,
          `             or as ${others.join(', ')} @tintype.example, same password`,
        ]
      : []),
    '',
    '  Ctrl-C stops it.',
    '',
  ].join('\n');
}
