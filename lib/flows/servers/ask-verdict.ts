import { type Database, getDatabase } from '#db/client.ts'
import type { OpenPost } from '#db/reads/posts/open-posts.ts'
import { type FoundServer, readFindable } from '#db/reads/servers/findable.ts'
import { type OpenFor, readOpenFor } from '#db/reads/servers/open-for.ts'
import type { Spoken } from '#lib/rules/languages/translation.ts'
import { type Advice, adviceFor, type Why, whyOf } from '#lib/rules/servers/verdict.ts'
import { spokenPart, spokenText, titleIn } from '#lib/words/spoken-posts.ts'
import { languageOf, type Words } from '#lib/words/words.ts'
import { type Finding, findServer } from './find-server.ts'

/** The answer to "is mine affected?": what was found, and what is open there. */
export type FoundVerdict = { finding: Finding; open: OpenFor; now: Date }

/** Says how it is with what somebody typed. Nothing of it is stored. mayAsk: takes a turn at DNS. */
export async function askVerdict(
  typed: string,
  { now, mayAsk, db = getDatabase() }: { now: Date; mayAsk: () => boolean; db?: Database },
): Promise<FoundVerdict> {
  const finding = await findServer(typed, now, readFindable(now, db), { mayAsk })
  const serverIds = serversOf(finding).map(server => server.id)
  return { finding, open: await readOpenFor(serverIds, now, db), now }
}

/** The servers that an answer is about. */
export function serversOf(finding: Finding): FoundServer[] {
  if (finding.is === 'server') return [finding.server]
  return finding.is === 'domain' ? finding.places.map(place => place.server) : []
}

/** The address of a verdict; null where nothing was looked for. */
export function verdictPath(finding: Finding): string | null {
  if (finding.is === 'nothing' || finding.is === 'unclear') return null
  const name = finding.is === 'server' ? finding.server.hostname : finding.name
  return `/is/${encodeURIComponent(name)}`
}

/** What is said of a server that is not fine. */
export type ServerTrouble = {
  /** The post that it shows; null: there is none. */
  post: OpenPost | null
  /** Since when; null: that is not said of what recovers. */
  since: Date | null
  why: Why | null
  /** What we do, in words of staff as Markdown; null: they wrote none. */
  said: Spoken | null
  /** How far we are, where staff wrote nothing. */
  doing: Why | 'taken' | null
  advice: Advice
}

/**
 * Since when, why, what we do and what its customers can do. The last word that a person wrote says what we do; what was noted by
 * itself says what is the matter: then it is how far we are.
 */
export function troubleOf(
  words: Words,
  { banner, status }: FoundServer,
  posts: readonly OpenPost[],
): ServerTrouble {
  const post = posts.find(each => each.id === status.postId) ?? null
  const written = post?.latest?.facts === null ? post.latest : null
  const said = written
    ? spokenText(words, languageOf(words), written)
    : spokenPart(words, post?.summary ?? null)
  const title = post ? titleIn(words, post.titled) : ''
  const why = whyOf(banner)
  return {
    post,
    since: status.isWatching ? null : status.since,
    why,
    said: said?.text === '' || said?.text === `${title}.` ? null : said,
    doing: why === 'unknown' && banner.care === 'taken' ? 'taken' : why,
    advice: adviceFor(banner.state),
  }
}
