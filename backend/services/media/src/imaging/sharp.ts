import sharp from 'sharp';

// Only these three decoders exist for us, and only for bytes in memory: no SVG, no HEIF, no path that somebody made up.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'] });
// Photos are worked on side by side, so threads within one photo gain nothing; nor do caches, as no photo comes twice.
sharp.concurrency(1);
sharp.cache(false);

export { sharp };
