import { asc, eq, sql } from 'drizzle-orm'
import { newId } from '#db/id.ts'
import { sealDestination } from '#db/keys/destination.ts'
import { posts } from '#db/schema/post.ts'
import { reminderMessages, reminders, staffSettings } from '#db/schema/reminder.ts'
import { settings } from '#db/schema/setting.ts'
import { staff } from '#db/schema/staff.ts'
import { destinations } from '#db/schema/subscriber.ts'
import { remindStaff } from '#lib/flows/reminders/remind-staff.ts'
import { sendReminder } from '#lib/flows/reminders/send-reminder.ts'
import type { Mail, SendResult } from '#lib/mail/mail.ts'
import type { ChannelName, DestinationConfig } from '#lib/rules/destinations/destination.ts'
import type { Policy } from '#lib/rules/policy/policy.ts'
import { channelsFixture, minute, start } from '#tests/flows/destinations/channels-fixture.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'

export { minute, start }

/** A hoster with staff, whose channels all lead to one local provider, and whose mails are kept. */
export async function remindersFixture() {
  const fixture = await channelsFixture()
  const { db, provider, channels } = fixture
  const mails: Mail[] = []
  let answer: SendResult = { is: 'sent', providerId: null }

  return {
    ...fixture,
    mails,
    /** What the mail provider answers from now on. */
    answerMails(result: SendResult): void {
      answer = result
    },
    async reset(): Promise<void> {
      await fixture.reset()
      await emptyTables(db, 'posts', 'people', 'settings', 'reminders', 'audit', 'servers')
      await db.execute(sql`delete from pgboss.job`)
      mails.length = 0
      answer = { is: 'sent', providerId: null }
    },
    async staff(id: string, facts: Partial<typeof staffSettings.$inferInsert> = {}): Promise<void> {
      await db
        .insert(staff)
        .values({ role: 'owner', id, name: id, email: `${id}@example.com`, createdAt: start })
      if (Object.keys(facts).length > 0) await db.insert(staffSettings).values({ ...facts, staffId: id })
    },
    /** A way that works, to the local provider. */
    async way(staffId: string, channel: ChannelName = 'webhook'): Promise<string> {
      const id = newId()
      const address = channel === 'sms' ? '+491701234567' : `${provider.url}/${staffId}`
      const config: DestinationConfig = channel === 'webhook' ? { secret: `whsec_${'a'.repeat(32)}` } : {}
      const sealed = sealDestination(id, channel, { address, config })
      const facts = { id, staffId, channel, label: '', state: 'active' as const, createdAt: start }
      await db.insert(destinations).values({ ...facts, ...sealed })
      return id
    },
    async post(id: string, facts: Partial<typeof posts.$inferInsert> = {}): Promise<void> {
      await db.insert(posts).values({
        id,
        slug: `${id}-slug`,
        kind: 'incident',
        title: `${id} is down`,
        visibility: 'published',
        phase: 'investigating',
        cause: 'outage',
        startedAt: start,
        createdAt: start,
        publishedAt: start,
        ...facts,
      })
    },
    policy: (value: Partial<Policy>) => db.insert(settings).values({ key: 'policy', value }),
    remind: (now: Date) => remindStaff(db, () => now),
    /** Sends what is queued, each message once; what fails stays for the next time. */
    async send(now: Date): Promise<string[]> {
      const outcomes: string[] = []
      const queued = await db
        .select({ id: reminderMessages.id })
        .from(reminderMessages)
        .where(eq(reminderMessages.state, 'queued'))
        .orderBy(asc(reminderMessages.createdAt), asc(reminderMessages.id))
      const keep = async (mail: Mail) => {
        if (answer.is === 'sent') mails.push(mail)
        return answer
      }
      for (const { id } of queued)
        outcomes.push(await sendReminder(db, id, () => now, keep, channels).catch(() => 'later'))
      return outcomes
    },
    steps: () => db.select().from(reminders).orderBy(asc(reminders.createdAt), asc(reminders.step)),
    messages: () =>
      db.select().from(reminderMessages).orderBy(asc(reminderMessages.createdAt), asc(reminderMessages.id)),
    /** The first sentences that arrived at the provider. */
    heard: () =>
      provider.posts.map(({ path, body }) => {
        const { incident } = JSON.parse(body.toString())
        return `${path} ${incident.name}`
      }),
  }
}
