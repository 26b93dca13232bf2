import { launcherSetting } from './running-server.ts';

/** Enough for one household on a laptop. Nothing here trades durability for speed: fsync stays on. */
const modestSettings = {
  shared_buffers: '32MB',
  max_connections: '60',
  effective_cache_size: '256MB',
  work_mem: '4MB',
  maintenance_work_mem: '32MB',
  wal_buffers: '1MB',
  min_wal_size: '32MB',
  max_wal_size: '256MB',
  autovacuum_max_workers: '1',
  max_worker_processes: '2',
  max_parallel_workers_per_gather: '0',
  max_logical_replication_workers: '0',
  max_wal_senders: '0',
  wal_level: 'minimal',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '',
};

/** The arguments of the server: modest settings, then the caller's, then those that nobody may change. */
export function serverArguments(
  directory: string,
  port: number,
  settings: Readonly<Record<string, string>>,
): readonly string[] {
  const all = {
    ...modestSettings,
    ...settings,
    listen_addresses: '127.0.0.1',
    port: String(port),
    // Only TCP on loopback: the path of a socket file may have 107 bytes, and data directories are often deeper.
    unix_socket_directories: '',
    // Node reads the log from the pipe, and recognises its messages in English.
    logging_collector: 'off',
    log_destination: 'stderr',
    lc_messages: 'C',
    [launcherSetting]: String(process.pid),
  };
  return ['-D', directory, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}
