import type { ReactNode } from 'react'
import { customersTold } from '#app/_components/board/told-words.ts'
import type { ToldNotice } from '#db/reads/notices/told.ts'
import type { PostUpdate } from '#db/reads/posts/post-page.ts'
import type { NoticeKind } from '#lib/rules/notices/notice.ts'
import { phaseWord } from '#lib/rules/posts/post.ts'
import { updateText } from '#lib/words/posts.ts'
import { Moment } from './moment.tsx'
import { readerWords } from './reader-words.ts'

type Entry = { at: Date } & ({ update: PostUpdate } | { notice: ToldNotice })

type Props = {
  updates: readonly PostUpdate[]
  notices: readonly ToldNotice[]
  now: Date
  /** The work that it is about does not take place. */
  isCancelled: boolean
  renderText: (text: string) => ReactNode
}

/** What we wrote and whom we told, the newest first. */
export function Timeline({ updates, notices, now, isCancelled, renderText }: Props) {
  const entries: Entry[] = [
    ...updates.map(update => ({ at: update.createdAt, update })),
    ...notices.map(notice => ({ at: notice.lastAt, notice })),
  ].sort((a, b) => b.at.getTime() - a.at.getTime())
  return (
    <ol className="rows">
      {entries.map(entry => (
        <li
          key={'update' in entry ? entry.update.id : entry.notice.noticeId}
          id={'update' in entry ? `update-${entry.update.id}` : undefined}
          className="columns-2-side scroll-mt-4 py-3 target:bg-work-bg"
        >
          <p className="text-sm text-soft sm:pt-0.5">
            <Moment at={entry.at} now={now} />
          </p>
          {'update' in entry ? (
            <div className="min-w-0">
              {entry.update.phase ? <h3 className="font-semibold">{phaseWord(entry.update.phase)}</h3> : null}
              <div className="words">{renderText(updateText(readerWords(), entry.update))}</div>
            </div>
          ) : (
            <p className="text-sm text-soft sm:pt-0.5">
              {customersTold(entry.notice.customers)} {toldWhat(entry.notice.kind, isCancelled)}
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}

function toldWhat(kind: NoticeKind, isCancelled: boolean): string {
  switch (kind) {
    case 'began':
      return 'that it began'
    case 'worsened':
      return 'that it got worse'
    case 'intermittent':
      return 'that it comes and goes'
    case 'ended':
      return 'that it is over'
    case 'planned':
      return 'that it is planned'
    case 'starting':
      return 'that it begins'
    case 'done':
      return isCancelled ? 'that it does not take place' : 'that the work is done'
    case 'update':
      return 'of this update'
    case 'advisory':
      return 'of this warning'
    case 'held':
      return ''
  }
}
