import type { Database } from '#db/client.ts'
import { readFirstRunFacts } from '#db/reads/settings/first-run.ts'
import { keepFirstRun } from '#db/writes/settings/first-run.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { env } from '#lib/env.ts'
import { mailRateLimit } from '#lib/mail/transport/send.ts'
import {
  type FirstRun,
  firstRunOf,
  type KeptFirstRun,
  type MailWay,
  type SiteFacts,
} from '#lib/rules/settings/first-run.ts'
import { ourSite } from '#lib/site.ts'

/** By what and as whom mail goes out now. */
export const mailWay = (): MailWay => ({ provider: mailRateLimit.provider, from: ourSite().mailFrom })

/** What the environment says of the site now. */
const siteFacts = (): SiteFacts => {
  return { name: ourSite().name, url: env.SITE_URL, zone: ourSite().zone }
}

/** The first steps of a new hoster, with what is behind them. */
export async function loadFirstRun(
  db: Database,
): Promise<FirstRun & { kept: KeptFirstRun; way: MailWay; site: SiteFacts }> {
  const [way, site] = [mailWay(), siteFacts()]
  const facts = await readFirstRunFacts(db)
  return { ...firstRunOf({ ...facts, way, site }), kept: facts.kept, way, site }
}

/** Somebody has looked at name, address and zone, and calls them right as they are now. */
export function confirmSite(db: Database, { staffId }: { staffId: string }, now: Date): Promise<'done'> {
  return keepStep(db, staffId, 'confirm-site', { site: siteFacts() }, now)
}

/** Somebody does without the steps that are left. */
export function dismissFirstRun(db: Database, { staffId }: { staffId: string }, now: Date): Promise<'done'> {
  return keepStep(db, staffId, 'dismiss-first-run', { dismissedAt: now.toISOString() }, now)
}

function keepStep(
  db: Database,
  staffId: string,
  action: 'confirm-site' | 'dismiss-first-run',
  part: Partial<KeptFirstRun>,
  now: Date,
): Promise<'done'> {
  return db.transaction(async tx => {
    await keepFirstRun(tx, part, now)
    await writeAudit(tx, { at: now, staffId, action, subject: 'first run' })
    return 'done' as const
  })
}
