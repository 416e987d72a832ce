import { text } from 'node:stream/consumers'
import { sql } from 'drizzle-orm'
import type { ReactElement } from 'react'
import { prerenderToNodeStream } from 'react-dom/static'
import type { Jobs } from '#db/jobs.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import { env } from '#lib/env.ts'
import { askConfirmation } from '#lib/flows/subscribers/ask-confirmation.ts'
import { mailPreferencesLink } from '#lib/flows/subscribers/mail-preferences-link.ts'
import { stripScripts } from '#lib/front/rendering/strip-scripts.ts'
import type { Mail, SendMail } from '#lib/mail/mail.ts'
import { getShared } from '#lib/shared.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { testSite } from '#tests/support/site.ts'

export const start = new Date('2026-03-10T14:30:00Z')

/** This many minutes after the start. */
export function minute(count: number): Date {
  return new Date(start.getTime() + count * 60_000)
}

/** The site with a mailbox: questions are mailed by the jobs that were queued, when asked to. */
export async function subscribingFixture() {
  const { db, close } = await testSite()
  const mails: Mail[] = []
  const refreshed: string[] = []
  getShared().pages.refresh = async ({ paths }) => void refreshed.push(...paths)

  async function takeJobs(): Promise<Jobs['ask-confirmation'][]> {
    const { rows } = await db.execute(sql`
      with taken as (delete from pgboss.job where name = 'ask-confirmation' returning data, created_on)
      select data from taken order by created_on`)
    return rows.map(row => row.data as Jobs['ask-confirmation'])
  }

  const keep: SendMail = async mail => {
    mails.push(mail)
    return { is: 'sent', providerId: null }
  }

  return {
    db,
    close,
    mails,
    refreshed,
    takeJobs,
    secret: () => readSecret(db),
    async reset(): Promise<void> {
      await emptyTables(db, 'subscribers', 'servers', 'groups', 'posts', 'domains')
      await takeJobs()
      mails.length = 0
      refreshed.length = 0
    },
    /** Runs the queued jobs. Returns the mails of this run. */
    async mail(now: Date): Promise<Mail[]> {
      const before = mails.length
      for (const job of await takeJobs()) await askConfirmation(db, job, now, keep)
      return mails.slice(before)
    },
    /** Mails the links to the preferences that were asked for. Returns their mails. */
    async mailLinks(now: Date): Promise<Mail[]> {
      const { rows } = await db.execute(
        sql`delete from pgboss.job where name = 'mail-preferences-link' returning data`,
      )
      const before = mails.length
      for (const { data } of rows as { data: Jobs['mail-preferences-link'] }[])
        await mailPreferencesLink(db, data.subscriberId, now, keep)
      return mails.slice(before)
    },
    /** All that a reader could have changed, to compare. */
    async everything(): Promise<string> {
      const tables = ['subscribers', 'subscriptions', 'comments', 'posts', 'pgboss.job']
      const contents = tables.map(table =>
        db.execute(sql.raw(`select coalesce(jsonb_agg(t order by t::text), '[]') as rows from ${table} t`)),
      )
      return JSON.stringify((await Promise.all(contents)).map(result => result.rows))
    },
  }
}

/** The token of the link in a mail. */
export function tokenIn(mail: Mail | undefined): string {
  const url = mail?.text.match(/https?:\/\/\S+\/(?:confirm|unsubscribe|preferences)\/(\S+)/)
  if (!url?.[1]) throw new Error(`There is no link in: ${mail?.text}`)
  return url[1]
}

/** A form as a browser sends it from our own page. */
export function formRequest(
  path: string,
  fields: Record<string, string> | [string, string][],
  headers: Record<string, string> = {},
): Request {
  return new Request(`${env.SITE_URL}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      origin: env.SITE_URL,
      'sec-fetch-site': 'same-origin',
      'x-forwarded-for': nextAddress(),
      ...headers,
    },
    body: new URLSearchParams(fields).toString(),
  })
}

let addresses = 0

/** Each form from a network of its own, so that limits meet only in the tests of limits. */
function nextAddress(): string {
  addresses += 1
  return `10.${addresses >> 8}.${addresses & 255}.1`
}

/** The HTML of a page with a token in its address, as it reaches a reader. */
export async function pageOf(
  page: (props: {
    params: Promise<{ token: string }>
    searchParams: Promise<Record<string, string>>
  }) => Promise<ReactElement>,
  token: string,
  query: Record<string, string> = {},
): Promise<string> {
  const props = { params: Promise.resolve({ token }), searchParams: Promise.resolve(query) }
  const { prelude } = await prerenderToNodeStream(await page(props))
  return stripScripts(await text(prelude))
}

export const answerOf = (response: Response) => [response.status, response.headers.get('location')]
