import { z } from 'zod'

/** The cookie that keeps which server a reader has said is theirs: its host name, and nothing else of them. */
export const ownServerCookie = 'allclear-server'

/** For how long: a year. */
export const ownServerSeconds = 31_536_000

const hostname = z.string().regex(/^[a-z0-9._-]{1,253}$/)
const OwnServerForm = z.object({ server: hostname, do: z.enum(['remember', 'forget']) })

/** What the form about a reader's own server asks for; null: it is none. */
export function readOwnServerForm(
  fields: Readonly<Record<string, string>>,
): { hostname: string; isKept: boolean } | null {
  const { data } = OwnServerForm.safeParse(fields)
  return data ? { hostname: data.server, isKept: data.do === 'remember' } : null
}

/** The server that the cookies of a request name, or null. */
export function readOwnServer(cookies: string): string | null {
  const pairs = cookies.split(/;\s*/)
  // By https its name is bound to the host; without, it is that of a site by http, or of an earlier version.
  const names = [`__Host-${ownServerCookie}=`, `${ownServerCookie}=`]
  const found = names.flatMap(name =>
    pairs.filter(pair => pair.startsWith(name)).map(pair => pair.slice(name.length)),
  )
  const [value] = found
  return hostname.safeParse(value).data ?? null
}
