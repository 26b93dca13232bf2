// The few pieces of SVG that the charts are drawn with.

/** A panel's place on the page, and the values at its edges. */
export interface Panel {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
  readonly highest: number;
}

export interface Point {
  readonly second: number;
  readonly value: number;
}

/** Colours of the pages of Tintype, in light and dark. */
export const style = `
  :root { --paper: #faf8f5; --ink: #1c1a17; --quiet: #6b655d; --line: #e7e2da; --grid: #efeae3; --accent: #b3371f;
    --a: #2b5f8c; --b: #8a6414; --c: #6b4a8f; --good: #2f6b3c; --bad: #c2261f; --late: #d08a1d; }
  @media (prefers-color-scheme: dark) {
    :root { --paper: #121110; --ink: #ede9e3; --quiet: #a39c92; --line: #3a3632; --grid: #23201e; --accent: #ff7a5c;
      --a: #7fb4e0; --b: #e0b45c; --c: #c3a3e8; --good: #7fc08d; --bad: #ff8a80; --late: #f0b95a; }
  }
  text { font: 12px system-ui, -apple-system, 'Segoe UI', sans-serif; fill: var(--quiet); }
  .title { font-size: 17px; font-weight: 600; fill: var(--ink); }
  .name { font-weight: 600; fill: var(--ink); }
  .end { text-anchor: end; } .middle { text-anchor: middle; }
  path { fill: none; stroke-width: 1.75; stroke-linejoin: round; stroke-linecap: round; }
  .thin { stroke-width: 1; }
`;

const round = (value: number): string => value.toFixed(1).replace(/\.0$/, '');

/** Text as it may stand in SVG. */
export function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Where a moment is, from the left. */
export function x(panel: Panel, second: number): number {
  return panel.left + (panel.width * second) / panel.seconds;
}

/** Where a value is, from the top; what is above the highest stays at the edge. */
export function y(panel: Panel, value: number): number {
  return panel.top + panel.height * (1 - Math.min(Math.max(value / panel.highest, 0), 1));
}

/** Points as a path, as straight lines or as steps; steps are drawn where the value changes. */
export function trace(panel: Panel, points: readonly Point[], shape: 'line' | 'steps'): string {
  return points
    .filter(
      ({ value }, index) =>
        shape === 'line' || index === 0 || index === points.length - 1 || value !== points[index - 1]?.value,
    )
    .map(({ second, value }, index) => {
      const [px, py] = [round(x(panel, second)), round(y(panel, value))];
      return index === 0 ? `M${px} ${py}` : shape === 'steps' ? `H${px}V${py}` : `L${px} ${py}`;
    })
    .join('');
}

/** At most so many points: the mean of neighbours, as fine as a screen can show. */
export function thin(points: readonly Point[], most = 260): Point[] {
  const group = Math.ceil(points.length / most);
  return Array.from({ length: Math.ceil(points.length / group) }, (_, index) => {
    const members = points.slice(index * group, (index + 1) * group);
    return {
      second: members[0]?.second ?? 0,
      value: members.reduce((sum, { value }) => sum + value, 0) / members.length,
    };
  });
}

/** A line through points. */
export function line(
  panel: Panel,
  points: readonly Point[],
  colour: string,
  shape: 'line' | 'steps' = 'line',
  extra = '',
): string {
  const shown = shape === 'line' ? thin(points) : points;
  return `<path d="${trace(panel, shown, shape)}" stroke="var(--${colour})" ${extra}/>`;
}

/** The area under points. */
export function area(
  panel: Panel,
  points: readonly Point[],
  colour: string,
  shape: 'line' | 'steps' = 'line',
  opacity = 0.16,
): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) {
    return '';
  }
  const bottom = round(panel.top + panel.height);
  const d = `${trace(panel, shape === 'line' ? thin(points) : points, shape)}V${bottom}H${round(x(panel, first.second))}Z`;
  return `<path d="${d}" style="fill:var(--${colour});stroke:none;opacity:${opacity}"/>`;
}

/** A level across the panel. */
export function level(panel: Panel, value: number, colour: string): string {
  const at = round(y(panel, value));
  return `<path class="thin" d="M${panel.left} ${at}H${panel.left + panel.width}" stroke="var(--${colour})" stroke-dasharray="5 4"/>`;
}

/** A number that reads well: 1,250 or 3.4. */
export function readable(value: number): string {
  return value >= 10_000
    ? `${Math.round(value / 1000).toLocaleString('en')} k`
    : value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 1 : 0 });
}

/** A round number at or a little above a value, and the distance of the lines below it. */
export function roundUp(value: number, wholeOnly = false): { highest: number; every: number } {
  const wanted = Math.max(value / 4, wholeOnly ? 1 : 0.25);
  const power = 10 ** Math.floor(Math.log10(wanted));
  const steps = wholeOnly ? [1, 2, 5, 10] : [1, 2, 2.5, 5, 10];
  const every = (steps.find((step) => step * power >= wanted) ?? 10) * power;
  return { highest: Math.max(Math.ceil(Math.max(value, 1) / every), 1) * every, every };
}

/** Name, lines and numbers of a panel. */
export function frame(panel: Panel, name: string, every: number): string {
  const parts = [`<text class="name" x="${panel.left}" y="${panel.top - 12}">${escape(name)}</text>`];
  for (let value = 0; value <= panel.highest + 1e-9; value += every) {
    const at = round(y(panel, value));
    parts.push(
      `<path class="thin" d="M${panel.left} ${at}H${panel.left + panel.width}" stroke="var(--${value === 0 ? 'line' : 'grid'})"/>`,
      `<text class="end" x="${panel.left - 8}" y="${Number(at) + 4}">${readable(value)}</text>`,
    );
  }
  const bottom = panel.top + panel.height;
  return [
    ...parts,
    ...moments(panel).map(({ at }) => `<path class="thin" d="M${at} ${panel.top}V${bottom}" stroke="var(--grid)"/>`),
  ].join('\n');
}

/** Hours and minutes below a panel. */
export function times(panel: Panel): string {
  return moments(panel)
    .map(({ at, time }) => `<text class="middle" x="${at}" y="${panel.top + panel.height + 20}">${time}</text>`)
    .join('\n');
}

function moments(panel: Panel): { at: string; time: string }[] {
  const every = panel.seconds > 6 * 3600 ? 3 * 3600 : panel.seconds > 3600 ? 1800 : 600;
  return Array.from({ length: Math.floor(panel.seconds / every) + 1 }, (_, index) => {
    const minutes = (index * every) / 60;
    return {
      at: round(x(panel, index * every)),
      time: `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`,
    };
  });
}

/** A dot at a point. */
export function dot(panel: Panel, { second, value }: Point, colour: string): string {
  return `<circle cx="${round(x(panel, second))}" cy="${round(y(panel, value))}" r="3.5" style="fill:var(--${colour});stroke:var(--paper)"/>`;
}

/** Names of lines with their colours, to the right of a panel's name. */
export function legend(panel: Panel, entries: readonly { name: string; colour: string; dashed?: boolean }[]): string {
  const parts: string[] = [];
  let at = panel.left + panel.width;
  for (const { name, colour, dashed } of entries.toReversed()) {
    // Letters of 12 px are 6 px wide on average, and up to 7.4 in the widest of the fonts.
    at -= name.length * 7.4;
    parts.push(
      `<text x="${round(at)}" y="${panel.top - 12}">${escape(name)}</text>`,
      `<path d="M${round(at - 22)} ${panel.top - 16}h16" stroke="var(--${colour})" style="stroke-width:${dashed ? 1 : 2.5}"${dashed ? ' stroke-dasharray="5 4"' : ''}/>`,
    );
    at -= 38;
  }
  return parts.join('\n');
}
