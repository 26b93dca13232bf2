const texts = {
  400: ['Bad Request', 'bad_request', 'This request is not understood.'],
  404: ['Not Found', 'not_found', 'There is nothing here, or it is not yours to see.'],
  405: ['Method Not Allowed', 'method_not_allowed', 'This address does not answer that method.'],
  413: ['Content Too Large', 'too_large', 'This is more than is taken here.'],
  429: ['Too Many Requests', 'too_many_requests', 'Too many requests at once. Try again shortly.'],
  502: ['Bad Gateway', 'unavailable', 'Not available just now. Try again shortly.'],
  503: ['Service Unavailable', 'unavailable', 'Not available just now. Try again shortly.'],
  504: ['Gateway Timeout', 'unavailable', 'That took too long. Try again shortly.'],
} as const;

/** A fault that the edge itself answers, before any service has seen the request. */
export type EdgeFault = keyof typeof texts;

/** Every fault that an edge answers; the embedded one needs few of them, nginx all. */
export const edgeFaults = Object.keys(texts).map(Number) as readonly EdgeFault[];

/** The body of such an answer, as `application/problem+json`. */
export function edgeProblem(status: EdgeFault): string {
  const [title, code, detail] = texts[status];
  return JSON.stringify({ type: 'about:blank', title, status, code, detail });
}
