import type { ReactNode } from 'react'
import { ActionForm, type FormOutcome } from '#app/_components/desk/action-form.tsx'
import { Card, type CardTone } from '#app/_components/desk/card.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { RowKeys } from '#app/_components/desk/rows/row-keys.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import type { WaitingKind, WorkRow } from '#lib/rules/desk/work-list.ts'
import { ageWords } from '#lib/words/desk.ts'

const kindWords = (): Record<WaitingKind, string> => ({
  promiseLate: staffWords('deskNow.rowFrame.updateLate'),
  untaken: staffWords('deskNow.rowFrame.nobody'),
  held: staffWords('deskNow.rowFrame.held'),
  promiseSoon: staffWords('deskNow.rowFrame.updateDue'),
  end: staffWords('deskNow.rowFrame.allClear'),
  cleaned: staffWords('deskNow.rowFrame.foundNoMore'),
  guess: staffWords('deskNow.rowFrame.publish'),
  question: staffWords('deskNow.rowFrame.stillTrue'),
  comments: staffWords('deskNow.rowFrame.comments'),
  withheld: staffWords('deskNow.rowFrame.customersAreNotTold'),
  stuck: staffWords('deskNow.rowFrame.deliveries'),
  unmatched: staffWords('deskNow.rowFrame.alertsWithoutAServer'),
  silent: staffWords('deskNow.rowFrame.sourceIsSilent'),
})

const loud: readonly WaitingKind[] = ['promiseLate', 'untaken']

/** Who is on it, and since when. */
export type Taker = { name: string; takenAt: Date }

type Props = {
  row: WorkRow
  now: Date
  href: string
  /** How many people it concerns; null: that cannot be said. */
  reach: number | null
  /** What the number of people says; left out: they watch its servers. */
  reachWords?: string
  taker: Taker | null
  tone?: CardTone
  /** What one has to know of it. */
  facts?: ReactNode
  /** What can be done about it, the likely thing first. */
  children: ReactNode
}

/** A row of the work list: what waits, for how long, whom it concerns, who has it, and what can be done about it. */
export function RowFrame({ row, now, href, reach, reachWords, taker, tone, facts, children }: Props) {
  const { kind, also, title } = row
  return (
    <RowKeys label={`${kindWords()[kind]}: ${title}`}>
      <Card tone={tone ?? (loud.includes(kind) ? 'down' : undefined)}>
        <div className="grid gap-x-8 gap-y-3 lg:grid-cols-2">
          <div className="grid min-w-0 content-start gap-3">
            <div className="grid gap-1">
              <h3 className="text-lg font-semibold wrap-anywhere">
                <a href={href}>{title}</a>
              </h3>
              <p className="meta">
                <b>{[kind, ...also].map(each => kindWords()[each]).join(', ')}</b>
                <span>{waitWords(row, now)}</span>
                {reach === null ? null : (
                  <span>{reachWords ?? staffWords('deskNow.rowFrame.watch', { reach })}</span>
                )}
                {taker ? (
                  <b>
                    {staffWords.rich('deskNow.rowFrame.takenSince', {
                      name: taker.name,
                      takenAt: () => <LocalTime at={taker.takenAt} />,
                    })}
                  </b>
                ) : null}
              </p>
            </div>
            {facts}
          </div>
          <div className="grid min-w-0 content-start gap-3">{children}</div>
        </div>
      </Card>
    </RowKeys>
  )
}

function waitWords({ kind, since }: WorkRow, now: Date): string {
  const age = ageWords(staffWords, since, now)
  switch (kind) {
    case 'promiseLate':
      return staffWords('deskNow.rowFrame.late', { age })
    case 'promiseSoon':
      return staffWords('deskNow.rowFrame.dueInAge', { age })
    case 'question':
      return staffWords('deskNow.rowFrame.silentFor', { age })
    case 'unmatched':
      return staffWords('deskNow.rowFrame.theFirstWasHeard', { age })
    case 'silent':
      return staffWords('deskNow.rowFrame.forAge', { age })
    default:
      return staffWords('deskNow.rowFrame.waitsForAge', { age })
  }
}

type TakeProps = {
  row: WorkRow
  take: (before: FormOutcome, form: FormData) => Promise<FormOutcome>
  /** Of an incident, which keeps itself who has it. */
  postId?: string
  /** What readers see of it. */
  effect?: string
  isLikely?: boolean
}

/** "I've got it": tells the colleagues, who see the name on the row. */
export function TakeForm({ row, take, postId, effect, isLikely = false }: TakeProps) {
  return (
    <ActionForm act="take-row" action={take} className="grid gap-2">
      {postId ? (
        <input type="hidden" name="postId" value={postId} />
      ) : (
        <input type="hidden" name="key" value={row.key} />
      )}
      <SubmitButton look={isLikely ? 'main' : 'side'} hotkey={isLikely ? 'a t' : 't'}>
        {staffWords('deskNow.rowFrame.iveGotItEffect', {
          effect: effect ?? '',
          hasEffect: effect ? 'yes' : 'no',
        })}
      </SubmitButton>
    </ActionForm>
  )
}
