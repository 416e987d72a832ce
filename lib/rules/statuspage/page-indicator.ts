import type { ComponentStatus } from './component-status.ts'

/** How bad it is on the whole site. Statuspage's fifth word, maintenance, is refused by strict readers. */
export type PageIndicator = 'none' | 'minor' | 'major' | 'critical'

/** Up to this share of the servers out is a small part: aggregators showed 7 of 544 as the whole site being down. */
const smallShare = 0.1
/** From this share of the servers wholly out, the site counts as out. */
const wholeShare = 0.5

/** openIncidents: those that show on no server. Maintenance alone is nothing to alarm anybody. */
export function pageIndicator(components: readonly ComponentStatus[], openIncidents: number): PageIndicator {
  const countOf = (status: ComponentStatus) => components.filter(each => each === status).length
  const [down, partlyDown] = [countOf('major_outage'), countOf('partial_outage')]
  const out = down + partlyDown
  if (out === 0) return countOf('degraded_performance') + openIncidents > 0 ? 'minor' : 'none'
  if (down / components.length >= wholeShare) return 'critical'
  return out / components.length > smallShare ? 'major' : 'minor'
}
