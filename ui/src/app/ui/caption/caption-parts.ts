export interface CaptionPart {
  readonly kind: 'text' | 'tag' | 'mention';
  readonly text: string;
}

const MARKED = /(?<![\p{L}\p{N}_@#/])(?:#[\p{L}\p{N}_]{1,60}|@[a-z0-9_]{3,30})(?![\p{L}\p{N}_@])/giu;

/** Cuts a caption into plain text, #tags and @people. */
export function captionParts(caption: string): readonly CaptionPart[] {
  const parts: CaptionPart[] = [];
  let done = 0;
  for (const { 0: word, index } of caption.matchAll(MARKED)) {
    if (index > done) {
      parts.push({ kind: 'text', text: caption.slice(done, index) });
    }
    parts.push({ kind: word.startsWith('#') ? 'tag' : 'mention', text: word });
    done = index + word.length;
  }
  if (done < caption.length) {
    parts.push({ kind: 'text', text: caption.slice(done) });
  }
  return parts;
}
