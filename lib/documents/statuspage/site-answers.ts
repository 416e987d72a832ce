import type { StatuspageSite } from '#db/reads/statuspage/statuspage-site.ts'
import { componentStatus } from '#lib/rules/statuspage/component-status.ts'
import { pageIndicator } from '#lib/rules/statuspage/page-indicator.ts'
import { siteSentence } from '#lib/words/board.ts'
import { wordsIn } from '#lib/words/words.ts'
import { componentsOf } from './components.ts'
import type { StatuspageContext } from './incident.ts'
import type { StatuspageState } from './maintenance.ts'
import { statuspagePage } from './page.ts'
import { incidentsOf, maintenanceAheadOf, maintenancesOf } from './posts.ts'

/** The whole of it in one answer. */
export async function summaryAnswer(site: StatuspageSite) {
  const shown = contextOf(site)
  return {
    page: statuspagePage(site.changedAt),
    components: shown.components.list,
    incidents: await incidentsOf(site.posts, shown),
    scheduled_maintenances: await maintenanceAheadOf(site.posts, shown, ['in_progress', 'scheduled']),
    status: pageStatus(site),
  }
}

export function statusAnswer(site: StatuspageSite) {
  return { page: statuspagePage(site.changedAt), status: pageStatus(site) }
}

export function componentsAnswer(site: StatuspageSite) {
  return { page: statuspagePage(site.changedAt), components: componentsOf(site).list }
}

/** The incidents that were read, in their order. */
export async function incidentsAnswer(site: StatuspageSite) {
  return {
    page: statuspagePage(site.changedAt),
    incidents: await incidentsOf(site.posts, contextOf(site)),
  }
}

/** The work that was read, in its order. */
export async function maintenancesAnswer(site: StatuspageSite) {
  return {
    page: statuspagePage(site.changedAt),
    scheduled_maintenances: await maintenancesOf(site.posts, contextOf(site)),
  }
}

/** The work in these states, in the order in which it takes place. */
export async function maintenanceAheadAnswer(site: StatuspageSite, statuses: readonly StatuspageState[]) {
  return {
    page: statuspagePage(site.changedAt),
    scheduled_maintenances: await maintenanceAheadOf(site.posts, contextOf(site), statuses),
  }
}

/** What posts of this site are written with. */
export function contextOf(site: StatuspageSite): StatuspageContext {
  return { components: componentsOf(site), words: wordsIn('en'), now: site.now }
}

/** How readers see the site: the words are the board's. */
function pageStatus({ servers, banner }: StatuspageSite) {
  const statuses = servers.filter(server => !server.retiredAt).map(server => componentStatus(server.status))
  return {
    indicator: pageIndicator(statuses, banner.openIncidents),
    description: siteSentence(wordsIn('en'), banner),
  }
}
