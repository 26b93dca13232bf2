/** A finished piece of HTML, so that plain text cannot be taken for it. */
export interface Html {
  readonly html: string;
}

type Part = string | Html | readonly Html[] | undefined;

const references: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => references[character] ?? '');

function render(part: Part): string {
  if (part === undefined) {
    return '';
  }
  if (typeof part === 'string') {
    return escapeHtml(part);
  }
  return 'html' in part ? part.html : part.map((each) => each.html).join('');
}

/** A template whose values are escaped, unless they are HTML already. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { html: String.raw({ raw: strings }, ...parts.map(render)) };
}
