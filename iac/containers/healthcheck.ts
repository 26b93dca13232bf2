// Asks the process in this container whether it can serve; the exit code is the answer. Its path may be given: /healthz asks
// only whether the process lives.
const address = `http://127.0.0.1:${process.env['PORT'] ?? 3000}${process.argv[2] ?? '/readyz'}`;
const isWell = await fetch(address, { signal: AbortSignal.timeout(2_500) }).then(
  ({ ok }) => ok,
  () => false,
);
process.exit(isWell ? 0 : 1);
