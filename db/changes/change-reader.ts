import type { Client } from 'pg'
import { z } from 'zod'
import { anything, pageChange } from './page-change.ts'

type Change = z.infer<typeof pageChange>

const Row = z.object({ since: z.string(), server: z.string(), changes: z.array(pageChange) })

/** Changes that are so old that every process has read them, or counts as having been away. */
const keptMinutes = 15
/** Whoever has not looked for longer may have missed what is forgotten. */
const longestAwayMs = 5 * 60_000
const betweenForgettingMs = 60_000

/** Reads which pages changed since it looked last, in whatever order their transactions were committed. */
export class ChangeReader {
  /** The oldest transaction that was under way at the last look; null: there was none. */
  private since: bigint | null = null
  /** When the server of the last look was started; null: there was none. */
  private server: string | null = null
  /** What the last look found: the same is found again as long as an older transaction is under way. */
  private found = new Set<string>()
  /** Whether pages may be older than the first look, because an earlier one failed. */
  private isLate = false
  private lookedAt = performance.now()
  private forgotAt = performance.now()

  /** Returns what is new, or one change of everything where something may have been missed. Rejects where the database does. */
  async look(client: Client): Promise<Change[]> {
    const { since, server, changes } = await this.read(client)
    const now = performance.now()
    const isLost = this.since === null ? this.isLate : now - this.lookedAt > longestAwayMs
    // Another server counts from another number, and one that broke off gives the last ones again: what they change now would be taken for old.
    const isOther = this.server !== null && server !== this.server
    const fresh = changes.filter(({ id }) => !this.found.has(id))
    this.found = new Set(changes.map(({ id }) => id))
    this.since = since
    this.server = server
    this.lookedAt = now
    if (now - this.forgotAt > betweenForgettingMs) await this.forget(client)
    return isLost || isOther ? [anything()] : fresh
  }

  /** A look failed. */
  noteFailure(): void {
    this.isLate = true
  }

  private async read(client: Client): Promise<{ since: bigint; server: string; changes: Change[] }> {
    // In one statement, hence of one moment: what commits after it is in the next.
    const { rows } = await client.query(
      `select pg_snapshot_xmin(pg_current_snapshot())::text as since, pg_postmaster_start_time()::text as server,
        coalesce(
          (select json_agg(json_build_object('id', id, 'paths', paths) order by created_at)
           from page_changes where transaction_id >= $1::xid8),
          '[]'
        ) as changes`,
      [this.since?.toString() ?? null],
    )
    const { since, server, changes } = Row.parse(rows[0])
    return { since: BigInt(since), server, changes }
  }

  private async forget(client: Client): Promise<void> {
    this.forgotAt = performance.now()
    await client.query("delete from page_changes where created_at < now() - $1 * interval '1 minute'", [
      keptMinutes,
    ])
  }
}
