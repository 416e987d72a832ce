import type { StatuspageSite } from '#db/reads/statuspage/statuspage-site.ts'
import { componentStatus } from '#lib/rules/statuspage/component-status.ts'
import { pageIndicator } from '#lib/rules/statuspage/page-indicator.ts'
import { siteSentence } from '#lib/words/board.ts'
import { wordsIn } from '#lib/words/words.ts'
import { componentsOf } from './components.ts'
import { type StatuspageContext, statuspageIncident } from './incident.ts'
import { statuspageMaintenance, type WorkStatus } from './maintenance.ts'
import { statuspagePage } from './page.ts'

/** The whole of it in one answer. */
export function summaryAnswer(site: StatuspageSite) {
  const shown = shownOf(site)
  return {
    page: statuspagePage(site.changedAt),
    components: shown.components.list,
    incidents: incidentsOf(site, shown),
    scheduled_maintenances: workAhead(site, shown, ['in_progress', 'scheduled']),
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
export function incidentsAnswer(site: StatuspageSite) {
  return { page: statuspagePage(site.changedAt), incidents: incidentsOf(site, shownOf(site)) }
}

/** The work that was read, in its order. */
export function maintenancesAnswer(site: StatuspageSite) {
  return {
    page: statuspagePage(site.changedAt),
    scheduled_maintenances: maintenancesOf(site, shownOf(site)),
  }
}

/** The work in these states, in the order in which it takes place. */
export function workAheadAnswer(site: StatuspageSite, statuses: readonly WorkStatus[]) {
  return {
    page: statuspagePage(site.changedAt),
    scheduled_maintenances: workAhead(site, shownOf(site), statuses),
  }
}

/** How readers see the site: the words are the board's. */
function pageStatus({ servers, banner }: StatuspageSite) {
  const statuses = servers.filter(server => !server.retiredAt).map(server => componentStatus(server.status))
  return {
    indicator: pageIndicator(statuses, banner.openIncidents),
    description: siteSentence(wordsIn('en'), banner),
  }
}

function incidentsOf({ posts }: StatuspageSite, shown: StatuspageContext) {
  return posts.filter(post => post.kind === 'incident').map(post => statuspageIncident(post, shown))
}

function maintenancesOf({ posts }: StatuspageSite, shown: StatuspageContext) {
  return posts.filter(post => post.kind === 'maintenance').flatMap(post => statuspageMaintenance(post, shown))
}

function workAhead(site: StatuspageSite, shown: StatuspageContext, statuses: readonly WorkStatus[]) {
  return maintenancesOf(site, shown)
    .filter(work => statuses.includes(work.status))
    .sort((a, b) => (a.scheduled_for < b.scheduled_for ? -1 : 1))
}

function shownOf(site: StatuspageSite): StatuspageContext {
  return { components: componentsOf(site), words: wordsIn('en'), now: site.now }
}
