import type { ReactNode } from 'react'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { answerStillTrue, takeWaiting } from '#app/desk/(staff)/actions.ts'
import { drop, releaseHeldPost } from '#app/desk/(staff)/deliveries/actions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { Question } from '#db/reads/alerts/questions.ts'
import type { UnansweredPost } from '#db/reads/comments/unanswered.ts'
import type { HeldPostLine } from '#db/reads/sending/desk-deliveries.ts'
import { lostEndsOf, toolTitle } from '#lib/alerts/tools.ts'
import type { UnmatchedHost } from '#lib/flows/alerts/list-unmatched.ts'
import type { WorkRow } from '#lib/rules/desk/work-list.ts'
import { listInWords } from '#lib/words/list.ts'
import { shortDuration } from '#lib/words/time.ts'
import { RowFrame, TakeForm, type Taker } from './row-frame.tsx'

export type RowProps = { row: WorkRow; now: Date; taker: Taker | null }

/** An alert that counts as firing though nothing was heard of it for long: is it still true? */
export function QuestionRow({ question, reach, ...given }: RowProps & { question: Question; reach: number }) {
  const { alertId, kind, severity, startsAt, heardAt, source, post } = question
  const href = post ? `/desk/posts/${post.id}` : `/desk/sources/${source.id}`
  return (
    <RowFrame
      {...given}
      href={href}
      reach={reach}
      facts={
        <>
          <p className="text-sm wrap-anywhere">
            {staffWords.rich('deskNow.otherRows.kindSeveritySinceLast', {
              kind,
              severity: staffWords(`deskShared.severity.${severity}`),
              startsAt: () => <LocalTime at={startsAt} />,
              heardAt: () => <LocalTime at={heardAt} />,
              strong: text => <strong className="text-slow">{text}</strong>,
              title: post?.title ?? '',
              hasPost: post ? 'yes' : 'no',
            })}
          </p>
          <p className="text-sm wrap-anywhere text-soft">
            {staffWords.rich('deskNow.otherRows.fromToolWithNote', {
              name: source.name,
              link: text => <a href={`/desk/sources/${source.id}`}>{text}</a>,
              toolTitle: toolTitle(source.format),
              note: noteOf(source),
            })}
          </p>
        </>
      }
    >
      <ActionForm act="confirm-alert" action={answerStillTrue} className="grid gap-2">
        <input type="hidden" name="alertId" value={alertId} />
        <div className="flex flex-wrap items-center gap-3">
          <SubmitButton hotkey="o" choice={{ name: 'answer', value: 'over' }}>
            {staffWords('deskNow.otherRows.itIsOver')}
          </SubmitButton>
          <SubmitButton look="side" hotkey="s" choice={{ name: 'answer', value: 'true' }}>
            {staffWords('deskNow.otherRows.stillTrue')}
          </SubmitButton>
        </div>
      </ActionForm>
      <TakeUnlessTaken {...given} />
    </RowFrame>
  )
}

/** Why it may be over although its source has not said so. */
function noteOf({ format, repeatSeconds, isDisabled }: Question['source']): string {
  if (isDisabled) return staffWords('deskNow.otherRows.sourceDisabled')
  const rhythm = repeatSeconds
    ? staffWords('deskNow.otherRows.itSaysAgainEvery', {
        shortDuration: shortDuration(staffWords, repeatSeconds),
      })
    : staffWords('deskNow.otherRows.itSaysOnceWhat')
  const lost = lostEndsOf(format)
  return [rhythm, lost && staffWords(`deskSources.lostEnds.${lost}`)].filter(Boolean).join(' ')
}

/** Comments that nobody has answered. */
export function CommentsRow({ post, ...given }: RowProps & { post: UnansweredPost }) {
  const { postId, commentId, count } = post
  const href = `/desk/posts/${postId}#comment-${commentId}`
  const reachWords = staffWords('deskNow.otherRows.commentCount', { count })
  return (
    <RowFrame {...given} href={href} reach={count} reachWords={reachWords}>
      <Onward {...given} href={href}>
        {staffWords('deskNow.otherRows.readAndAnswer', { count })}
      </Onward>
    </RowFrame>
  )
}

/** Notices that are more mails than an hour should bring. */
export function HeldMailsRow({ post, ...given }: RowProps & { post: HeldPostLine }) {
  const { postId, heldFor, waiting } = post
  return (
    <RowFrame
      {...given}
      href={`/desk/posts/${postId}`}
      reach={heldFor}
      reachWords={staffWords('deskNow.otherRows.noticesFor', { waiting, heldFor })}
      facts={<p className="text-sm">{staffWords('deskNow.otherRows.tooManyMails')}</p>}
    >
      <div className="row-actions">
        <ActionForm act="release-notices" action={releaseHeldPost} className="grid gap-2">
          <input type="hidden" name="postId" value={postId} />
          <SubmitButton>{staffWords('deskNow.otherRows.releaseMailItNow')}</SubmitButton>
        </ActionForm>
        <TakeUnlessTaken {...given} />
        <ActionForm act="drop-notices" action={drop} className="ml-auto grid gap-2">
          <input type="hidden" name="postId" value={postId} />
          <SubmitButton look="apart">{staffWords('deskNow.otherRows.dropMailNobody')}</SubmitButton>
        </ActionForm>
      </div>
    </RowFrame>
  )
}

/** Work of which customers were promised an update. */
export function MaintenancePromiseRow({ postId, ...given }: RowProps & { postId: string }) {
  return (
    <RowFrame {...given} href={`/desk/posts/${postId}`} reach={null}>
      <Onward {...given} href="/desk/maintenance">
        {staffWords('deskNow.otherRows.writeTheUpdate')}
      </Onward>
    </RowFrame>
  )
}

const namesShown = 5

/** Names under which alerts came that are no server. */
export function UnmatchedRow({ names, ...given }: RowProps & { names: readonly UnmatchedHost[] }) {
  const shown = names
    .slice(0, namesShown)
    .map(({ name }) => name ?? staffWords('deskNow.otherRows.noNameAtAll'))
  const rest = names.length - shown.length
  return (
    <RowFrame
      {...given}
      href="/desk/unmatched"
      reach={null}
      facts={
        <p className="text-sm wrap-anywhere">
          {staffWords('deskNow.otherRows.listAndHidden', {
            listIn: listInWords(
              staffWords,
              rest > 0 ? [...shown, staffWords('deskShared.more', { count: rest })] : shown,
            ),
          })}
        </p>
      }
    >
      <Onward {...given} href="/desk/unmatched">
        {staffWords('deskNow.otherRows.nameServers')}
      </Onward>
    </RowFrame>
  )
}

/** What waits for a look at another page. */
export function LookRow({ href, words, ...given }: RowProps & { href: string; words: string }) {
  return (
    <RowFrame {...given} href={href} reach={null}>
      <Onward {...given} href={href}>
        {words}
      </Onward>
    </RowFrame>
  )
}

function TakeUnlessTaken({ row, taker }: RowProps) {
  return taker ? null : <TakeForm row={row} take={takeWaiting} />
}

/** Leads to where it can be done. */
function Onward({ href, children, ...given }: RowProps & { href: string; children: ReactNode }) {
  return (
    <div className="row-actions">
      <a href={href} className="button" aria-keyshortcuts="a">
        {children}
      </a>
      <TakeUnlessTaken {...given} />
    </div>
  )
}
