import type { ServerResponse } from 'node:http';

export const s3Namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** Answers with an XML document. */
export function sendXml(res: ServerResponse, status: number, document: string): void {
  res.writeHead(status, { 'content-type': 'application/xml', 'content-length': Buffer.byteLength(document) });
  res.end(document);
}
