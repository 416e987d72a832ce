import { z } from 'zod'
import { readFindable } from '#db/reads/servers/findable.ts'
import { oneLine } from '#lib/api/contract/shapes.ts'
import { refuseWith } from '#lib/api/operation.ts'
import { runListPublicPosts } from '#lib/api/run/incidents.ts'
import { showPosts } from '#lib/api/run/shown-post.ts'
import { serverNamed } from '#lib/rules/servers/server-query.ts'
import { answerVerdict, serverShown } from './domain-verdict.ts'
import { type ApiTool, publicTool } from './tool.ts'

const mostOpen = 50
const mostHistory = 20

const serverStatus = publicTool({
  name: 'server_status',
  title: 'How a server is',
  description: 'Says how one server is now, as customers see it. Give its host name or label, such as web07.',
  input: z.object({ server: oneLine(253).describe('A host name, an alias or a label') }),
  call: async ({ server: name }, { db, now }) => {
    const servers = await readFindable(now, db)
    const found = serverNamed({ is: 'name', value: name.toLowerCase() }, servers)
    return found ? serverShown(found) : refuseWith(404, `No server is called “${name}”.`)
  },
})

const domainVerdict = publicTool({
  name: 'domain_verdict',
  title: 'Whether a domain is affected',
  description:
    'Says on which of our servers a domain or mail address is and how those are: since when, why, what we do, what its owner can do and when more is said; or that it points elsewhere. Use it when somebody asks whether their web site or mail is affected.',
  input: z.object({ domain: oneLine(300).describe('A domain, a mail address, or an address of a page') }),
  call: ({ domain }, act) => answerVerdict(domain, act),
})

const openIncidents = publicTool({
  name: 'open_incidents',
  title: 'What is the matter now',
  description:
    'Lists all open incidents and running or planned maintenance with their timelines, the newest first.',
  input: z.object({}),
  call: async (_, { db, now }) => {
    const wanted = { kinds: ['incident', 'maintenance'] as const, isOpen: true, limit: mostOpen }
    return { posts: (await showPosts(db, wanted, now)).filter(post => post.isOpen) }
  },
})

const history = publicTool({
  name: 'history',
  title: 'What was the matter before',
  description:
    'Lists past and present posts, the newest first, on request about one server. “next” leads further back.',
  input: z.object({
    server: oneLine(253).optional().describe('A host name or a label'),
    kind: z.enum(['incident', 'advisory', 'maintenance']).optional(),
    cursor: z
      .string()
      .regex(/^[a-zA-Z0-9._-]{1,160}$/)
      .optional()
      .describe('“next” of the page before'),
    limit: z.int().min(1).max(mostHistory).default(10),
  }),
  call: (query, { db, now }) => runListPublicPosts({ query: { ...query, open: undefined } }, { db, now }),
})

/** What anybody may ask, as long as staff let them. */
export const publicTools: readonly ApiTool[] = [serverStatus, domainVerdict, openIncidents, history]
