/** A finished piece of XML, so that plain text cannot be taken for it. */
export interface Xml {
  readonly xml: string;
}

const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Escapes text for XML; control characters become references, so that a carriage return survives the parser. */
export function escapeXml(text: string): string {
  return text.replace(
    // eslint-disable-next-line no-control-regex -- control characters are what this looks for
    /[&<>"'\u0000-\u0008\u000b-\u001f]/g,
    (character) => named[character] ?? `&#${character.charCodeAt(0)};`,
  );
}

/** An element with text in it, or with elements. */
export function element(name: string, ...content: readonly (string | number | boolean | Xml | undefined)[]): Xml {
  const inner = content
    .filter((part) => part !== undefined)
    .map((part) => (typeof part === 'object' ? part.xml : escapeXml(String(part))))
    .join('');
  return { xml: `<${name}>${inner}</${name}>` };
}

/** A whole document, whose root may carry a namespace. */
export function xmlDocument(root: string, namespace: string | undefined, ...content: readonly (Xml | undefined)[]) {
  const inner = content.map((part) => part?.xml ?? '').join('');
  const attribute = namespace === undefined ? '' : ` xmlns="${namespace}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${attribute}>${inner}</${root}>`;
}
