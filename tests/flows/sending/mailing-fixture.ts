import { beforeEach } from 'vitest'
import { planNotice } from '#lib/flows/notices/plan-notice.ts'
import type { Mailer } from '#lib/mail/mail.ts'
import { minute, resendMailer, start, told, useNoticeFixture } from '#tests/flows/notices/notice-fixture.ts'
import { useMailProvider } from '#tests/support/use-mail-provider.ts'

/** Notices that go out by mail, for the tests of one file. */
export function useMailing() {
  const provider = useMailProvider()
  const fixture = useNoticeFixture()
  const mailer = {} as Mailer
  beforeEach(() => void Object.assign(mailer, resendMailer(provider)))

  async function planned(...notice: Parameters<typeof fixture.notice>) {
    await fixture.notice(...notice)
    await planNotice(fixture.db, notice[0], notice[2])
  }

  return {
    fixture,
    provider,
    mailer,
    send: (now = minute(1)) => fixture.send(mailer, now),
    planned,
    /** Jane watches these, and hears of a beginning. */
    async plannedFor(watching: string[], facts = { servers: [told('web07'), told('db01')] }) {
      await fixture.subscriber('jane', watching)
      await planned('n1', 'began', start, facts)
    },
    onlyRow: async () => (await fixture.deliveries())[0],
    subjects: () => provider.mails.map(mail => mail.subject),
  }
}
