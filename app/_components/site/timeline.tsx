import type { ReactNode } from 'react'
import type { ToldNotice } from '#db/reads/notices/told.ts'
import type { PostUpdate } from '#db/reads/posts/update-facts.ts'
import { currentLanguage } from '#lib/language.ts'
import { ourSite } from '#lib/site.ts'
import { phaseLabel } from '#lib/words/posts.ts'
import { spokenText } from '#lib/words/spoken-posts.ts'
import { Moment } from './moment.tsx'
import { readerWords } from './reader-words.ts'
import { SpokenBox } from './spoken.tsx'

type Entry = { at: Date } & ({ update: PostUpdate } | { notice: ToldNotice })

type Props = {
  updates: readonly PostUpdate[]
  notices: readonly ToldNotice[]
  now: Date
  /** Where readers ask about an entry; null: they cannot. */
  askPath: string | null
  /** The work that it is about does not take place. */
  isCancelled: boolean
  renderText: (text: string) => ReactNode
}

/** What we wrote and whom we told, the newest first. */
export function Timeline({ updates, notices, now, askPath, isCancelled, renderText }: Props) {
  const words = readerWords()
  const entries: Entry[] = [
    ...updates.map(update => ({ at: update.createdAt, update })),
    ...(ourSite().shows.told ? notices : []).map(notice => ({ at: notice.lastAt, notice })),
  ].sort((a, b) => b.at.getTime() - a.at.getTime())
  return (
    <ol className="rows">
      {entries.map(entry => (
        <li
          key={'update' in entry ? entry.update.id : entry.notice.noticeId}
          id={'update' in entry ? `update-${entry.update.id}` : undefined}
          className="asked-about columns-2-side scroll-mt-4 py-3 target:bg-work-bg"
        >
          <p className="text-sm text-soft sm:pt-0.5">
            {'update' in entry ? (
              <a
                href={`#update-${entry.update.id}`}
                className="permalink py-0.5 text-soft no-underline hover:underline"
              >
                <Moment at={entry.at} now={now} />
              </a>
            ) : (
              <Moment at={entry.at} now={now} />
            )}
            {'update' in entry && askPath ? (
              <a
                href={`${askPath}?about=update-${entry.update.id}`}
                rel="nofollow"
                className="ask-link py-0.5 sm:block"
              >
                {words('posts.ask.update')}
              </a>
            ) : null}
          </p>
          {'update' in entry ? (
            <div className="min-w-0">
              {entry.update.phase ? (
                <h3 className="font-semibold">{phaseLabel(words, entry.update.phase)}</h3>
              ) : null}
              {entry.update.correctedAt ? (
                <p className="text-sm text-soft">
                  {words.rich('posts.page.corrected', {
                    time: () => <Moment at={entry.update.correctedAt ?? entry.at} now={now} />,
                  })}
                </p>
              ) : null}
              <UpdateWords update={entry.update} renderText={renderText} />
            </div>
          ) : (
            <p className="text-sm text-soft sm:pt-0.5">
              {words(`posts.told.${toldKey(entry.notice, isCancelled)}`, { count: entry.notice.customers })}
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}

function UpdateWords({ update, renderText }: { update: PostUpdate } & Pick<Props, 'renderText'>) {
  const spoken = spokenText(readerWords(), currentLanguage(), update)
  return <SpokenBox spoken={spoken}>{renderText(spoken.text)}</SpokenBox>
}

function toldKey({ kind }: ToldNotice, isCancelled: boolean): ToldNotice['kind'] | 'cancelled' {
  return kind === 'done' && isCancelled ? 'cancelled' : kind
}
