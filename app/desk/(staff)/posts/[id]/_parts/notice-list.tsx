import type { FormOutcome } from '#app/_components/desk/action-form.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { WaitList } from '#app/_components/desk/wait-list.tsx'
import { deliveryWords } from '#app/desk/(staff)/deliveries/_parts/delivery-words.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import type { DeskNotice } from '#db/reads/posts/desk-post.ts'
import { deliveryStates } from '#db/reads/sending/desk-deliveries.ts'
import type { NoticeKind } from '#lib/rules/notices/notice.ts'
import { nameServers } from '#lib/words/servers.ts'

const words = (): Record<NoticeKind, string> => ({
  began: staffWords('deskPost.noticeList.toldBeginning'),
  worsened: staffWords('deskPost.noticeList.toldCustomersThatItGot'),
  intermittent: staffWords('deskPost.noticeList.toldCustomersThatItComes'),
  ended: staffWords('deskPost.noticeList.toldEnd'),
  held: staffWords('deskPost.noticeList.toldHeld'),
  planned: staffWords('deskPost.noticeList.toldCustomersThatItIsPlanned'),
  moved: staffWords('deskPost.noticeList.toldCustomersOfAnother'),
  reminder: staffWords('deskPost.noticeList.remindedCustomers'),
  starting: staffWords('deskPost.noticeList.toldCustomersThatItBegins'),
  done: staffWords('deskPost.noticeList.toldDone'),
  update: staffWords('deskPost.noticeList.mailedCustomersAnUpdate'),
  advisory: staffWords('deskPost.noticeList.warnedCustomers'),
  review: staffWords('deskPost.noticeList.toldReview'),
})

type Props = {
  notices: readonly DeskNotice[]
  /** Sends what waits of a notice now. */
  sendNow: (before: FormOutcome, form: FormData) => Promise<FormOutcome>
}

/** Who was told what, what became of the mails, and which wait. */
export function NoticeList({ notices, sendNow }: Props) {
  if (notices.length === 0)
    return <p className="text-soft">{staffWords('deskPost.noticeList.nobodyWasToldAnything')}</p>
  return (
    <ol className="grid gap-3">
      {notices.map(notice => (
        <li key={notice.id} className="border-t border-line pt-2">
          <p>
            {wordsOf(notice)}: {namesOf(notice)}
          </p>
          <p className="text-sm text-soft">
            <LocalTime at={notice.createdAt} /> · {counts(notice)}
          </p>
          <WaitList noticeId={notice.id} waits={notice.waits} action={sendNow} />
        </li>
      ))}
    </ol>
  )
}

function wordsOf({ kind, facts: { saying: body } }: DeskNotice): string {
  const isCancelled = body?.is === 'work' && body.isCancelled
  return isCancelled ? staffWords('deskPost.noticeList.toldCustomersThatItDoes') : words()[kind]
}

function namesOf({ facts }: DeskNotice): string {
  return facts.servers.length === 0
    ? 'everybody'
    : nameServers(
        staffWords,
        facts.servers.map(server => server.label),
      )
}

function counts({ plannedAt, deliveries }: DeskNotice): string {
  if (!plannedAt) return staffWords('deskPost.noticeList.lookingForAudience')
  const parts = deliveryStates.flatMap(state =>
    deliveries[state] ? `${deliveries[state]} ${deliveryWords()[state]}` : [],
  )
  return parts.length > 0 ? parts.join(', ') : staffWords('deskPost.noticeList.nobodyWatchesTheseServers')
}
