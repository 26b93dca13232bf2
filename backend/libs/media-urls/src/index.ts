export { createMediaUrls } from './signer.ts';
export type { Audience, MediaUrls, SignedVariant } from './signer.ts';
export { fileNameOf, formats, ladder, squareFile, squareSize, variantsOf } from './variants.ts';
export type { Format, Variant } from './variants.ts';
