import { Counter, Gauge, Histogram } from 'prom-client';
import type { Registry } from 'prom-client';

/** What media counts. */
export interface MediaMetrics {
  developed(seconds: number): void;
  uploaded(result: string): void;
}

/** Registers the metrics of media; gauges are read when they are asked for. */
export function createMediaMetrics(
  registry: Registry,
  read: { waiting: () => number; heldBytes: () => number; hotBytes: () => number },
): MediaMetrics {
  const registers = [registry];
  const seconds = new Histogram({
    name: 'media_develop_duration_seconds',
    help: 'Duration of decoding a photo and making its variants',
    buckets: [0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 20],
    registers,
  });
  const uploads = new Counter({
    name: 'media_uploads_total',
    help: 'Uploads that were read, by result (stored, or the code of the refusal)',
    labelNames: ['result'],
    registers,
  });
  const gauge = (name: string, help: string, value: () => number): void => {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value());
      },
    });
  };
  gauge('media_develop_waiting', 'Photos that wait to be decoded', read.waiting);
  gauge('media_upload_bytes', 'Bytes of uploads in memory', read.heldBytes);
  gauge('media_hot_variant_bytes', 'Bytes of variants in memory', read.hotBytes);
  return {
    developed: (value) => seconds.observe(value),
    uploaded: (result) => uploads.inc({ result }),
  };
}
