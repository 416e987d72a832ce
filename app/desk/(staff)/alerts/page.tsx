import type { Metadata } from 'next'
import { Details } from '#app/_components/desk/alert-list.tsx'
import { Headline } from '#app/_components/desk/card.tsx'
import { ChoiceField, SearchField } from '#app/_components/desk/field.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { requirePerson } from '#app/desk/session.ts'
import { type AlertFilter, type DeskLogLine, logResults, readAlertLog } from '#db/reads/desk-alerts.ts'

export const metadata: Metadata = { title: 'Alerts' }

type Query = { result?: string | string[]; text?: string | string[] }

export default async function AlertsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { db } = await requirePerson()
  const filter = filterOf(await searchParams)
  const lines = await readAlertLog(db, filter)
  const choices = [{ value: '', word: 'any' }, ...logResults.map(result => ({ value: result, word: result }))]
  return (
    <>
      <Headline>What the scanners said, and what became of it</Headline>
      <form className="my-6 grid items-end gap-3 sm:grid-cols-[1fr_2fr_auto]">
        <ChoiceField label="Result" name="result" defaultValue={filter.result ?? ''} choices={choices} />
        <SearchField
          label="Host, fingerprint or words"
          name="text"
          defaultValue={filter.text ?? ''}
          maxLength={100}
        />
        <SubmitButton look="side">Show</SubmitButton>
      </form>
      {lines.length === 0 ? <p className="text-soft">No alert fits.</p> : null}
      <ol className="grid gap-3">
        {lines.map(line => (
          <LogLine key={line.sequence} line={line} />
        ))}
      </ol>
    </>
  )
}

function filterOf({ result, text }: Query): AlertFilter {
  return {
    result: logResults.find(known => known === result) ?? null,
    text: typeof text === 'string' && text.trim() !== '' ? text.trim().slice(0, 100) : null,
  }
}

function LogLine({ line }: { line: DeskLogLine }) {
  const facts = [line.kind, line.severity, line.state].filter(fact => fact !== null)
  return (
    <li className="grid min-w-0 gap-1 border-t border-line pt-3">
      <p className="break-words">
        <Result line={line} /> <strong>{line.serverLabel ?? line.host ?? 'no server named'}</strong>
        {facts.length > 0 ? ` · ${facts.join(', ')}` : null}
      </p>
      {line.summary ? <p className="break-words">{line.summary}</p> : null}
      <p className="text-sm break-words text-soft">
        <LocalTime at={line.receivedAt} /> from {line.sourceName} ({line.format})
        {line.fingerprint ? ` · ${line.fingerprint}` : null}
      </p>
      <p className="text-sm">
        {line.decidedAt === null && line.result === 'accepted' ? 'waits for the decision' : line.reason}
        {line.post ? (
          <>
            {line.reason ? ' · ' : null}
            <a href={`/desk/posts/${line.post.id}`}>{line.post.title}</a>
          </>
        ) : null}
      </p>
      <Details text={line.details} />
    </li>
  )
}

const looks: Record<DeskLogLine['result'], string> = {
  accepted: 'bg-none-bg text-ink',
  duplicate: 'bg-none-bg text-soft',
  ignored: 'bg-none-bg text-soft',
  unmatched: 'bg-slow-bg text-slow',
  rejected: 'bg-down-bg text-down',
}

function Result({ line: { result } }: { line: DeskLogLine }) {
  return <span className={`mr-1 rounded-md px-2 py-0.5 text-sm ${looks[result]}`}>{result}</span>
}
