import { staffWords } from '#app/desk/staff-words.ts'
import type { NoticeWait } from '#db/reads/notices/waits.ts'
import { isHastenable } from '#lib/rules/notices/waiting.ts'
import { waitText } from '#lib/words/sending.ts'
import { ActionForm, type FormOutcome } from './action-form.tsx'
import { LocalTime } from './local-time.tsx'
import { SubmitButton } from './submit-button.tsx'

type Action = (before: FormOutcome, form: FormData) => Promise<FormOutcome>

/** How many deliveries of a notice wait, until when and why, with a button that sends them now. */
export function WaitList({
  noticeId,
  waits,
  action,
}: {
  noticeId: string
  waits: readonly NoticeWait[]
  action: Action
}) {
  if (waits.length === 0) return null
  return (
    <>
      {waits.map(({ why, until, count }) => (
        <p key={why} className="text-slow">
          {staffWords('deskShared.waitList.waitingCount', { count })}
          {until ? (
            <> {staffWords.rich('deskShared.waitList.until', { until: () => <LocalTime at={until} /> })}</>
          ) : null}
          : {waitText(staffWords, why)}.
        </p>
      ))}
      {waits.some(({ why }) => isHastenable(why)) ? (
        <ActionForm act="send-now" action={action} className="grid gap-2">
          <input type="hidden" name="noticeId" value={noticeId} />
          <SubmitButton look="side">
            {waits.some(({ count }) => count > 1) || waits.length > 1
              ? staffWords('deskShared.waitList.sendAllOfThem')
              : staffWords('deskShared.waitList.sendItNow')}
          </SubmitButton>
        </ActionForm>
      ) : null}
    </>
  )
}
