import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { changeTaken, endTaken, withdrawTaken } from '#app/desk/(staff)/containment/actions.ts'
import { kindWords } from '#app/desk/(staff)/containment/kind-words.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { DeskMeasure } from '#db/reads/containment/measures.ts'
import { hasEnded } from '#lib/rules/containment/containment.ts'
import { type MeasureChoices, MeasureFields } from './measure-fields.tsx'

type Props = { rows: readonly DeskMeasure[]; choices: MeasureChoices; now: Date }

/** Measures of the log, each with what can be done about it. */
export function MeasureRows({ rows, choices, now }: Props) {
  return (
    <ul className="rows">
      {rows.map(measure => (
        <li key={measure.id} className="grid grid-cols-[minmax(0,1fr)] gap-1 py-3">
          <Said measure={measure} choices={choices} now={now} />
          {measure.withdrawnAt ? null : (
            <May act="change-measure">
              <Forms measure={measure} choices={choices} now={now} />
            </May>
          )}
        </li>
      ))}
    </ul>
  )
}

type RowProps = { measure: DeskMeasure; choices: MeasureChoices; now: Date }

function Said({ measure, choices, now }: RowProps) {
  const { kind, text, why, doneBy, since, until, isPublic, withdrawnAt, post, staffName, sourceName } =
    measure
  return (
    <>
      <p className="meta">
        <span>{kindWords()[kind]}</span>
        <span>{placeWords(measure, choices)}</span>
        <span>
          {staffWords.rich('deskContainment.measureRows.since', { since: () => <LocalTime at={since} /> })}
        </span>
        {until ? (
          <span>
            {hasEnded(until, now) ? 'ended' : 'until'} <LocalTime at={until} />
          </span>
        ) : null}
        <span className={isPublic ? 'text-ok' : ''}>
          {isPublic
            ? staffWords('deskContainment.measureRows.public')
            : staffWords('deskContainment.measureRows.notPublic')}
        </span>
      </p>
      <p className={`wrap-anywhere ${withdrawnAt ? 'line-through' : 'font-semibold'}`}>{text}</p>
      {why ? <p className="text-sm wrap-anywhere">{why}</p> : null}
      <p className="meta">
        <span>
          {staffWords('deskContainment.measureRows.enteredByTheAgent', {
            sourceName: sourceName ?? '',
            staffName: staffName ?? staffWords('deskContainment.measureRows.aProgram'),
            hasSourceName: sourceName ? 'yes' : 'no',
            doneBy: doneBy ?? '',
            hasDoneBy: doneBy ? 'yes' : 'no',
          })}
        </span>
        {post ? (
          <span>
            {staffWords.rich('deskContainment.measureRows.belongsToTitle', {
              title: post.title,
              link: text => <a href={`/desk/posts/${post.id}`}>{text}</a>,
            })}
          </span>
        ) : (
          <span className="text-slow">{staffWords('deskContainment.measureRows.belongsToNothingYet')}</span>
        )}
        {withdrawnAt ? (
          <span className="text-slow">
            {staffWords.rich('deskContainment.measureRows.withdrawn', {
              withdrawnAt: () => <LocalTime at={withdrawnAt} />,
            })}
          </span>
        ) : null}
      </p>
    </>
  )
}

function Forms({ measure, choices, now }: RowProps) {
  const { id, version, text, until } = measure
  const which = (
    <>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="version" value={version} />
    </>
  )
  return (
    <details>
      <summary className="min-h-11 cursor-pointer py-2 text-sm">
        {staffWords.rich('deskContainment.measureRows.changeEndOrWithdraw', {
          text,
          unseen: text => <span className="sr-only">{text}</span>,
        })}
      </summary>
      <ActionForm act="change-measure" action={changeTaken} className="grid grid-cols-[minmax(0,1fr)] gap-3">
        {which}
        <MeasureFields choices={choices} measure={measure} />
        <SubmitButton>{staffWords('deskContainment.measureRows.save')}</SubmitButton>
      </ActionForm>
      <div className="mt-4 grid gap-4 border-t border-line pt-4">
        {hasEnded(until, now) ? null : (
          <ActionForm act="end-measure" action={endTaken} className="grid gap-2">
            {which}
            <SubmitButton look="side">{staffWords('deskContainment.measureRows.itHasEndedNow')}</SubmitButton>
          </ActionForm>
        )}
        <ActionForm act="withdraw-measure" action={withdrawTaken} className="grid gap-2">
          {which}
          <SubmitButton look="side">{staffWords('deskContainment.measureRows.withdrawIt')}</SubmitButton>
        </ActionForm>
      </div>
    </details>
  )
}

/** More names than this are counted. */
const mostNamed = 3

function placeWords(
  { isEverywhere, serverIds, groupIds }: DeskMeasure,
  { labels, groups }: MeasureChoices,
): string {
  if (isEverywhere) return staffWords('deskContainment.measureRows.onAllServers')
  const names = serverIds
    .slice(0, mostNamed)
    .map(id => labels.get(id) ?? staffWords('deskContainment.measureRows.aRetiredServer'))
  const more =
    serverIds.length > mostNamed
      ? [staffWords('deskShared.more', { count: serverIds.length - mostNamed })]
      : []
  const all = groupIds.map(id =>
    staffWords('deskContainment.measureRows.allOfName', {
      name: groups.find(group => group.id === id)?.name ?? staffWords('deskContainment.measureRows.aGroup'),
    }),
  )
  return staffWords('deskContainment.measureRows.onPlaces', {
    places: [...names, ...more, ...all].join(', '),
  })
}
