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

export const generateMetadata = (): Metadata => ({ title: staffWords('deskAlerts.onePage.alert') })

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
      <Headline>{line.summary ?? staffWords('deskAlerts.onePage.anAlertThatCould')}</Headline>
      <p>
        <LineResult line={line} /> <Explanation line={line} />
      </p>
      <div className="grid items-start gap-x-6 lg:grid-cols-2">
        <Part title={staffWords('deskAlerts.onePage.asItWasRead')}>
          <Card>
            <Facts line={line} />
          </Card>
        </Part>
        <Part title={staffWords('deskAlerts.onePage.whatItWouldDo')}>
          <Card>
            <form className="grid gap-2">
              <input type="hidden" name="replay" value="dry" />
              <p className="text-sm text-soft">{staffWords('deskAlerts.onePage.byTodaysServersRules')}</p>
              <button type="submit" className="button sm:justify-self-start">
                {staffWords('deskAlerts.onePage.replayDry')}
              </button>
            </form>
            {isReplayed ? <Replayed replay={replay} /> : null}
          </Card>
          {caused.length > 0 ? (
            <Card>
              <h3 className="font-semibold">{staffWords('deskAlerts.onePage.whatItsEpisodeChanged')}</h3>
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
          <Part title={staffWords('deskAlerts.onePage.makeRule')} id="rule">
            <RuleOfferCard offer={offer} action={makeRuleOf} />
          </Part>
        </May>
      ) : null}
      {line.details ? (
        <Part title={staffWords('deskAlerts.onePage.detailsForStaffOnly')}>
          <pre className="rounded-lg bg-none-bg px-3 py-2 font-mono text-sm wrap-anywhere whitespace-pre-wrap">
            {line.details}
          </pre>
        </Part>
      ) : null}
    </>
  )
}

function Replayed({ replay }: { replay: Replay | null }) {
  if (!replay) return <p role="status">{staffWords('deskAlerts.onePage.itHoldsNoAlert')}</p>
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
      <Fact name={staffWords('deskAlerts.onePage.fact.received')}>
        <LocalTime at={line.receivedAt} />
      </Fact>
      <Fact name={staffWords('deskAlerts.onePage.fact.source')}>
        <a href={`/desk/sources/${line.sourceId}`}>{line.sourceName}</a> ({line.format})
      </Fact>
      <Fact name={staffWords('deskAlerts.onePage.fact.fingerprint')}>
        {line.fingerprint ? <a href={`/desk/alerts?${family}`}>{line.fingerprint}</a> : null}
      </Fact>
      <Fact name={staffWords('deskAlerts.onePage.fact.server')}>
        <ServerOfLine line={line} />
        {line.host && line.serverHostname
          ? `, ${staffWords('deskAlerts.onePage.named', { host: line.host })}`
          : null}
      </Fact>
      <Fact name={staffWords('deskAlerts.onePage.fact.kind')}>{line.kind}</Fact>
      <Fact name={staffWords('deskAlerts.onePage.fact.state')}>{line.state}</Fact>
      <Fact name={staffWords('deskAlerts.onePage.fact.severity')}>
        {line.severity ? <SeverityWord severity={line.severity} /> : null}
      </Fact>
      <Fact name={staffWords('deskAlerts.onePage.fact.began')}>
        {line.startsAt ? (
          <LocalTime at={line.startsAt} />
        ) : line.isClockAhead ? (
          staffWords('deskAlerts.onePage.whenItWasReceived')
        ) : null}
      </Fact>
      <Fact name={staffWords('deskAlerts.onePage.fact.ended')}>
        {line.endsAt ? <LocalTime at={line.endsAt} /> : null}
      </Fact>
      <Fact name={staffWords('deskAlerts.onePage.fact.itsOwnId')}>{line.eventId}</Fact>
      {labels.length > 0 ? (
        <Fact name={staffWords('deskAlerts.onePage.fact.labels')}>
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
