import { domainToUnicode } from 'node:url'
import type { FoundServer } from '#db/reads/servers/findable.ts'
import type { Role, ServerPlace } from '#lib/rules/servers/server-query.ts'
import { listInWords } from '#lib/words/list.ts'
import { serverSentence } from '#lib/words/servers.ts'
import type { Words } from '#lib/words/words.ts'
import type { Finding } from './find-server.ts'

/** What we found, in a sentence. */
export function findingSentence(words: Words, finding: Finding): string {
  switch (finding.is) {
    case 'nothing':
    case 'unclear':
      return words(`find.${finding.is}.headline`)
    case 'server':
      return isClear(finding.server)
        ? words('find.notAffected', { server: finding.server.label })
        : serverSentence(words, finding.server.banner)
    case 'domain':
      return domainSentence(words, shownName(finding.name), finding.places)
    case 'elsewhere':
      return elsewhereSentence(words, shownName(finding.name), finding.pointsTo)
    case 'unknown':
    case 'unanswered':
    case 'often':
      return words(`find.${finding.is}.headline`, { name: shownName(finding.name) })
  }
}

/** A name in the script of its owner. */
export function shownName(name: string): string {
  return domainToUnicode(name) || name
}

/** The roles of a server as one key. */
export function rolesKey(roles: readonly Role[]): Role | 'both' {
  const [only = 'web', second] = roles
  return second ? 'both' : only
}

function domainSentence(words: Words, name: string, places: readonly ServerPlace<FoundServer>[]): string {
  const [first, ...rest] = places
  if (first && rest.length === 0) {
    if (isClear(first.server)) return words('find.domain.notAffected', { name, server: first.server.label })
    const banner = serverSentence(words, first.server.banner)
    return words('find.domain.onOne', { name, server: first.server.label, banner })
  }
  const parts = places.map(({ server, roles }) =>
    words('find.domain.place', { roles: rolesKey(roles), server: server.label }),
  )
  return words('find.domain.onSeveral', { name, places: listInWords(words, parts) })
}

function isClear({ banner }: FoundServer): boolean {
  return banner.state === 'fine'
}

function elsewhereSentence(words: Words, name: string, pointsTo: readonly string[]): string {
  if (pointsTo.length === 0) return words('find.elsewhere.headline', { name })
  return words('find.elsewhere.pointsTo', { name, place: listInWords(words, pointsTo) })
}
