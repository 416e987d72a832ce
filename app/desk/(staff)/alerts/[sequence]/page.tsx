import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { SeverityWord } from '#app/_components/desk/rows/severity-word.tsx'
import { RuleOfferCard } from '#app/_components/desk/rule-offer.tsx'
import { makeRuleOf } from '#app/desk/(staff)/actions.ts'
import { Explanation, LineResult, ServerOfLine } from '#app/desk/(staff)/alerts/_parts/log-line.tsx'
import { lineNumberOf } from '#app/desk/list-query.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { type DeskLogLine, readCaused, readLogLine } from '#db/reads/alerts/desk-alerts.ts'
import { readRuleOffer } from '#db/reads/sources/rule-offers.ts'
import { type Replay, replayAlert } from '#lib/flows/alerts/replay-alert.ts'
import { impactLabel } from '#lib/words/servers.ts'

export const metadata: Metadata = { title: 'Alert' }

type Props = {
  params: Promise<{ sequence: string }>
  searchParams: Promise<{ replay?: string | string[] }>
}

export default async function AlertPage({ params, searchParams }: Props) {
  const { db } = await requireStaff()
  const sequence = lineNumberOf((await params).sequence)
  const line = sequence === null ? null : await readLogLine(db, sequence)
  if (!line) notFound()
  const isReplayed = (await searchParams).replay !== undefined
  const [replay, caused, offer] = await Promise.all([
    isReplayed ? replayAlert(db, line.sequence, new Date()) : null,
    line.alertId ? readCaused(db, line.alertId) : [],
    readRuleOffer(db, line.sequence),
  ])
  return (
    <>
      <Headline>{line.summary ?? 'An alert that could not be read'}</Headline>
      <p>
        <LineResult line={line} /> <Explanation line={line} />
      </p>
      <div className="grid items-start gap-x-6 lg:grid-cols-2">
        <Part title="As it was read">
          <Card>
            <Facts line={line} />
          </Card>
        </Part>
        <Part title="What it would do now">
          <Card>
            <form className="grid gap-2">
              <input type="hidden" name="replay" value="dry" />
              <p className="text-sm text-soft">
                By today’s servers, rules, policy and incidents. Nothing is stored, nobody is told.
              </p>
              <button type="submit" className="button sm:justify-self-start">
                Replay (dry)
              </button>
            </form>
            {isReplayed ? <Replayed replay={replay} /> : null}
          </Card>
          {caused.length > 0 ? (
            <Card>
              <h3 className="font-semibold">What its episode changed</h3>
              <ul className="grid gap-1">
                {caused.map(change => (
                  <li key={change.sequence}>
                    <LocalTime at={change.at} /> {change.label}:{' '}
                    {impactLabel(staffWords, change.impact, change.cause)}
                  </li>
                ))}
              </ul>
            </Card>
          ) : null}
        </Part>
      </div>
      {offer ? (
        <May act="change-source">
          <Part title="Make a rule of it" id="rule">
            <RuleOfferCard offer={offer} action={makeRuleOf} />
          </Part>
        </May>
      ) : null}
      {line.details ? (
        <Part title="Details, for staff only">
          <pre className="rounded-lg bg-none-bg px-3 py-2 font-mono text-sm wrap-anywhere whitespace-pre-wrap">
            {line.details}
          </pre>
        </Part>
      ) : null}
    </>
  )
}

function Replayed({ replay }: { replay: Replay | null }) {
  if (!replay) return <p role="status">It holds no alert that could be read, so it would do nothing.</p>
  return (
    <p role="status" className="wrap-anywhere">
      {replay.hostname ? <strong>{replay.hostname}, </strong> : null}
      {replay.outlook}
    </p>
  )
}

function Facts({ line }: { line: DeskLogLine }) {
  const family = new URLSearchParams({ source: line.sourceId, fingerprint: line.fingerprint ?? '' })
  const labels = Object.entries(line.labels ?? {})
  return (
    <dl className="grid grid-cols-[5rem_minmax(0,1fr)] sm:grid-cols-[7rem_minmax(0,1fr)] gap-x-3 gap-y-1.5 wrap-anywhere">
      <Fact name="received">
        <LocalTime at={line.receivedAt} />
      </Fact>
      <Fact name="source">
        <a href={`/desk/sources/${line.sourceId}`}>{line.sourceName}</a> ({line.format})
      </Fact>
      <Fact name="fingerprint">
        {line.fingerprint ? <a href={`/desk/alerts?${family}`}>{line.fingerprint}</a> : null}
      </Fact>
      <Fact name="server">
        <ServerOfLine line={line} />
        {line.host && line.serverHostname ? `, named ${line.host}` : null}
      </Fact>
      <Fact name="kind">{line.kind}</Fact>
      <Fact name="state">{line.state}</Fact>
      <Fact name="severity">{line.severity ? <SeverityWord severity={line.severity} /> : null}</Fact>
      <Fact name="began">
        {line.startsAt ? (
          <LocalTime at={line.startsAt} />
        ) : line.isClockAhead ? (
          'when it was received: its clock was ahead'
        ) : null}
      </Fact>
      <Fact name="ended">{line.endsAt ? <LocalTime at={line.endsAt} /> : null}</Fact>
      <Fact name="its own id">{line.eventId}</Fact>
      {labels.length > 0 ? (
        <Fact name="labels">
          {labels.map(([name, value]) => (
            <code key={name} className="mr-2 text-sm">
              {name}={value}
            </code>
          ))}
        </Fact>
      ) : null}
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-sm text-soft">{name}</dt>
      <dd>{children ?? '–'}</dd>
    </>
  )
}
