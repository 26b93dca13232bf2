import { Migration } from '@mikro-orm/migrations';

/** Claims that nothing shows yet. */
export class PendingClaims extends Migration {
  override up(): void {
    // No index besides the key: a row lives for one request, so there are as many as requests under way.
    this.addSql(`create table pending_claims (
      claim text primary key,
      photo_ids jsonb not null,
      created_at timestamptz(3) not null,
      released_at timestamptz(3) null
    )`);
  }
}
