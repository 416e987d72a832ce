import type { OpenPost } from '#db/reads/posts/open-posts.ts'
import type { FoundServer } from '#db/reads/servers/findable.ts'
import { refuseWith } from '#lib/api/operation.ts'
import { pageAt } from '#lib/api/run/shown-post.ts'
import { askVerdict, type FoundVerdict, troubleOf, verdictPath } from '#lib/flows/servers/ask-verdict.ts'
import { findingSentence } from '#lib/flows/servers/finding-sentence.ts'
import { plainText } from '#lib/posts/plain-text.ts'
import { adviceFor } from '#lib/rules/servers/verdict.ts'
import { serverSentence } from '#lib/words/servers.ts'
import { titleIn } from '#lib/words/spoken-posts.ts'
import { wordsIn } from '#lib/words/words.ts'
import type { ToolAct } from './tool.ts'

const words = wordsIn('en')

/** How one server is, in what every tool says of it. */
export function serverShown({ hostname, label, status, banner }: FoundServer) {
  return {
    server: label,
    hostname,
    sentence: serverSentence(words, banner),
    impact: status.impact,
    since: status.since?.toISOString() ?? null,
    page: pageAt(`/servers/${hostname}`),
  }
}

/** The answer of /is/<name>: on which servers it is, how those are, since when and why, what we do, what its owner can do. */
export async function answerVerdict(typed: string, { db, now, mayAsk }: ToolAct) {
  const verdict = await askVerdict(typed, { db, now, mayAsk })
  const { finding } = verdict
  const path = verdictPath(finding)
  if (path === null || finding.is === 'nothing' || finding.is === 'unclear')
    return refuseWith(400, `${words('find.unclear.headline')} ${words('find.unclear.next')}`)
  const about = {
    domain: finding.is === 'server' ? typed : finding.name,
    sentence: findingSentence(words, finding),
    page: pageAt(path),
    asOf: now.toISOString(),
    ...(finding.understood ? { understood: finding.understood } : {}),
  }
  switch (finding.is) {
    case 'server':
      return { ...about, is: 'here', ...placesOf(verdict, [{ server: finding.server, roles: ['server'] }]) }
    case 'domain':
      return { ...about, is: 'here', ...placesOf(verdict, finding.places) }
    case 'elsewhere':
    case 'unknown':
    case 'unanswered':
    case 'often': {
      const pointsTo = finding.is === 'elsewhere' ? finding.pointsTo : []
      return { ...about, is: finding.is, servers: [], pointsTo, next: words(`find.${finding.is}.next`) }
    }
  }
}

type Place = { server: FoundServer; roles: readonly string[] }

function placesOf({ open }: FoundVerdict, places: readonly Place[]) {
  return {
    servers: places.map(({ server, roles }) => ({
      ...serverShown(server),
      has: [...roles],
      ...explained(server, open.posts.get(server.id) ?? []),
    })),
    /** What the asker may have heard of, and is not theirs. */
    incidentsElsewhere: open.elsewhere.map(post => ({
      title: titleIn(words, post.titled),
      page: pageOf(post),
    })),
  }
}

function explained(server: FoundServer, posts: readonly OpenPost[]) {
  if (server.banner.state === 'fine')
    return { youCan: words(`find.advice.${adviceFor(server.banner.state)}`) }
  const { post, since, why, said, doing, advice } = troubleOf(words, server, posts)
  return {
    since: since?.toISOString() ?? null,
    why: why && words(`find.reason.${why}`),
    weDo: said === null ? doing && words(`find.doing.${doing}`) : plainText(said.text, 'light'),
    youCan: words(`find.advice.${advice}`),
    nextUpdateAt: post?.nextUpdateAt?.toISOString() ?? null,
    post: post && { title: titleIn(words, post.titled), page: pageOf(post) },
    until: post?.maintenance?.endsAt.toISOString() ?? null,
  }
}

function pageOf({ slug }: OpenPost): string | null {
  return slug === null ? null : pageAt(`/posts/${slug}`)
}
