import { type Database, getDatabase, type Transaction } from '#db/client.ts'
import { careOf, type PublicStatus, readPublicStatus, withStatus } from '#db/reads/servers/public-status.ts'
import { readHistory } from '#db/reads/servers/status-lines.ts'
import { type FinalMonth, readFinalMonths } from '#db/reads/servers/uptime.ts'
import { readSnapshot } from '#db/reads/snapshot.ts'
import { isCancelled, maintenancePhase, serverPeriods } from '#lib/rules/maintenance/maintenance.ts'
import {
  type ServerBanner,
  type SiteBanner,
  serverBanner,
  siteBanner,
  stateOf,
} from '#lib/rules/servers/banner.ts'
import type { BoardServer } from '#lib/rules/servers/board.ts'
import { dayStart } from '#lib/rules/servers/history.ts'
import type { HistoryLine } from '#lib/rules/servers/history-change.ts'
import { type NameQuery, serverNamed } from '#lib/rules/servers/server-query.ts'
import { type BrandServer, readBrandServers } from './brand-servers.ts'

/** A server in something else than fine, as a brand's reader reads of it: facts, and no words of staff. */
export type BrandTrouble = { server: BoardServer; banner: ServerBanner; nextUpdateAt: Date | null }

/** Work to come on one server of a brand. */
export type BrandMaintenance = { hostname: string; label: string; startsAt: Date; endsAt: Date }

export type BrandBoard = {
  now: Date
  banner: SiteBanner
  servers: BoardServer[]
  /** In the order of the servers. */
  troubled: BrandTrouble[]
  /** The next first. */
  work: BrandMaintenance[]
}

/** The months that are shown of a server that are final, and the days. */
const mostMonths = 12
const brandDays = 90

export type BrandServerPage = BrandTrouble & {
  now: Date
  server: BoardServer & { createdAt: Date; retiredAt: null }
  changes: HistoryLine[]
  finalMonths: FinalMonth[]
  work: BrandMaintenance[]
}

/** The board of a brand: its own servers alone, by the names that it gives them. */
export function readBrandBoard(
  brandId: string,
  now: Date,
  db: Database = getDatabase(),
): Promise<BrandBoard> {
  return readSnapshot(db, async tx =>
    boardOf(await readBrandServers(tx, brandId), await readPublicStatus(tx, now)),
  )
}

/** The page of one of its servers, by the name that the brand gives it; null: it has none of this name. */
export function readBrandServerPage(
  brandId: string,
  hostname: string,
  now: Date,
  db: Database = getDatabase(),
): Promise<BrandServerPage | null> {
  return readSnapshot(db, async tx => {
    const own = (await readBrandServers(tx, brandId)).find(server => server.hostname === hostname)
    return own ? pageOf(tx, own, now) : null
  })
}

/** One of its servers by the name that the brand gives it, the first part of that, or an address; null: it has none of these. */
export function findBrandServer(
  brandId: string,
  query: NameQuery,
  now: Date,
  db: Database = getDatabase(),
): Promise<BrandTrouble | null> {
  return readSnapshot(db, async tx => {
    const own = await readBrandServers(tx, brandId)
    const found = serverNamed(
      query,
      own.map(server => ({ ...server, aliases: [] })),
    )
    if (!found) return null
    const status = await readPublicStatus(tx, now)
    return troubleOf(shownServer(found, status), status)
  })
}

async function pageOf(tx: Transaction, own: BrandServer, now: Date): Promise<BrandServerPage> {
  const status = await readPublicStatus(tx, now)
  const trouble = troubleOf(shownServer(own, status), status)
  return {
    ...trouble,
    now,
    server: { ...trouble.server, createdAt: own.createdAt, retiredAt: null },
    changes: await readHistory(tx, own.id, dayStart(now, brandDays - 1)),
    finalMonths: await readFinalMonths(tx, own.id, mostMonths),
    work: workOf([own], status),
  }
}

function boardOf(own: readonly BrandServer[], status: PublicStatus): BrandBoard {
  const servers = own.map(server => shownServer(server, status))
  const statuses = servers.map(server => server.status)
  return {
    now: status.now,
    servers,
    banner: siteBanner(statuses, 0),
    troubled: servers
      .filter(server => stateOf(server.status) !== 'fine')
      .map(server => troubleOf(server, status)),
    work: workOf(own, status),
  }
}

/** Groups are the hoster's own: what they are called may tell whose servers these are. */
function shownServer({ id, hostname, label }: BrandServer, status: PublicStatus): BoardServer {
  return withStatus({ id, hostname, label, groupId: null }, status)
}

function troubleOf(server: BoardServer, status: PublicStatus): BrandTrouble {
  const shown = status.incidents.find(incident => incident.postId === server.status.postId)
  return {
    server,
    banner: serverBanner(server.label, server.status, careOf(server, status)),
    nextUpdateAt: server.status.isWatching ? null : (shown?.nextUpdateAt ?? null),
  }
}

function workOf(own: readonly BrandServer[], { maintenance, now }: PublicStatus): BrandMaintenance[] {
  const names = new Map(own.map(server => [server.id, server]))
  return maintenance
    .filter(period => period.kind === 'maintenance')
    .flatMap(serverPeriods)
    .filter(turn => !isCancelled(turn) && maintenancePhase(turn, now) === 'scheduled')
    .flatMap(({ serverId, startsAt, endsAt }) => {
      const server = names.get(serverId)
      return server ? [{ hostname: server.hostname, label: server.label, startsAt, endsAt }] : []
    })
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
}
