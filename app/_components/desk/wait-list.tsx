import type { NoticeWait } from '#db/reads/notices/waits.ts'
import { isHastenable, waitWords } from '#lib/rules/notices/waiting.ts'
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
          {count === 1 ? 'One waits' : `${count.toLocaleString('en')} wait`}
          {until ? (
            <>
              {' '}
              until <LocalTime at={until} />
            </>
          ) : null}
          : {waitWords(why)}.
        </p>
      ))}
      {waits.some(({ why }) => isHastenable(why)) ? (
        <ActionForm action={action} className="grid gap-2">
          <input type="hidden" name="noticeId" value={noticeId} />
          <SubmitButton look="side">
            {waits.some(({ count }) => count > 1) || waits.length > 1
              ? 'Send all of them now'
              : 'Send it now'}
          </SubmitButton>
        </ActionForm>
      ) : null}
    </>
  )
}
