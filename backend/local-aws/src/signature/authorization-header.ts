/** The parts of an `Authorization: AWS4-HMAC-SHA256 ...` header. */
export interface Authorization {
  accessKeyId: string;
  date: string;
  region: string;
  service: string;
  signedHeaders: string[];
  signature: string;
}

const pattern = /^AWS4-HMAC-SHA256\s+Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/;

/** Reads the header, or answers undefined when it is not a Signature Version 4 header. */
export function parseAuthorization(header: string): Authorization | undefined {
  const [, credential, signedHeaders, signature] = pattern.exec(header.trim()) ?? [];
  const [accessKeyId, date, region, service, terminator, ...rest] = credential?.split('/') ?? [];
  if (!accessKeyId || !date || !region || !service || !signedHeaders || !signature) {
    return undefined;
  }
  if (terminator !== 'aws4_request' || rest.length > 0) {
    return undefined;
  }
  return { accessKeyId, date, region, service, signedHeaders: signedHeaders.split(';'), signature };
}
