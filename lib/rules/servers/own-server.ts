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
  const value = pairs.find(pair => pair.startsWith(`${ownServerCookie}=`))?.slice(ownServerCookie.length + 1)
  return hostname.safeParse(value).data ?? null
}
