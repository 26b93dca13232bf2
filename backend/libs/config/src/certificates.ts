import { X509Certificate } from 'node:crypto';

const block = /-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----/gs;

/** Whether a text is one certificate or more, each of which can be read. */
export function areCertificates(text: string): boolean {
  const certificates = text.match(block) ?? [];
  return certificates.length > 0 && certificates.every(isCertificate);
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject.length >= 0;
  } catch {
    return false;
  }
}
