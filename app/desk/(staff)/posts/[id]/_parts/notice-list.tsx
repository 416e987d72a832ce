import type { FormOutcome } from '#app/_components/desk/action-form.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { WaitList } from '#app/_components/desk/wait-list.tsx'
import { deliveryWords } from '#app/desk/(staff)/deliveries/_parts/delivery-words.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import type { DeskNotice } from '#db/reads/posts/desk-post.ts'
import { deliveryStates } from '#db/reads/sending/desk-deliveries.ts'
import type { NoticeKind } from '#lib/rules/notices/notice.ts'
import { nameServers } from '#lib/words/servers.ts'

const words: Record<NoticeKind, string> = {
  began: 'Told customers that it began',
  worsened: 'Told customers that it got worse',
  intermittent: 'Told customers that it comes and goes',
  ended: 'Told customers that it is over',
  held: 'Told staff that it is held',
  planned: 'Told customers that it is planned',
  moved: 'Told customers of another time',
  reminder: 'Reminded customers',
  starting: 'Told customers that it begins',
  done: 'Told customers that the maintenance is done',
  update: 'Mailed customers an update',
  advisory: 'Warned customers',
  review: 'Told customers of the review',
}

type Props = {
  notices: readonly DeskNotice[]
  /** Sends what waits of a notice now. */
  sendNow: (before: FormOutcome, form: FormData) => Promise<FormOutcome>
}

/** Who was told what, what became of the mails, and which wait. */
export function NoticeList({ notices, sendNow }: Props) {
  if (notices.length === 0) return <p className="text-soft">Nobody was told anything yet.</p>
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
  return isCancelled ? 'Told customers that it does not take place' : words[kind]
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
  if (!plannedAt) return 'looking for whom it concerns'
  const parts = deliveryStates.flatMap(state =>
    deliveries[state] ? `${deliveries[state]} ${deliveryWords[state]}` : [],
  )
  return parts.length > 0 ? parts.join(', ') : 'nobody watches these servers'
}
