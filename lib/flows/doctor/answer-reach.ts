import { type Database, getDatabase } from '#db/client.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import { signLink, verifyLink } from '#lib/links.ts'
import { later } from '#lib/rules/time/time.ts'

/** How a request arrived, as the doctor reads it. */
export type Arrival = { seen: string[]; protocol: string | null; host: string | null }

const subject = 'doctor'
const validSeconds = 60

/** The path at which this site says for a minute how requests arrive. */
export async function reachPath(db: Database, now: Date): Promise<string> {
  const token = signLink(await readSecret(db), 'reach', subject, later(now, validSeconds))
  return `/api/reach?token=${token}`
}

/** Says to whoever has the key of this site how their request arrived; null: nobody else learns it. */
export async function answerReach(
  request: Pick<Request, 'url' | 'headers'>,
  now: Date,
  db: Database = getDatabase(),
): Promise<Arrival | null> {
  const token = new URL(request.url).searchParams.get('token') ?? ''
  // What does not even look like one costs no question to the database.
  if (!/^doctor\.[0-9a-z]{1,10}\.[\w-]{43}$/.test(token)) return null
  if (!('subject' in verifyLink(await readSecret(db), 'reach', token, now))) return null
  const { headers } = request
  return {
    seen: (headers.get('x-forwarded-for') ?? '').split(',').map(each => each.trim()),
    protocol: headers.get('x-forwarded-proto'),
    host: headers.get('x-forwarded-host') ?? headers.get('host'),
  }
}
