import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { Headline, Part } from '#app/_components/desk/card.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { DeliveryBadge, noticeWord, whereTo } from '#app/desk/(staff)/deliveries/_parts/delivery-words.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readWaits } from '#db/reads/notices/waits.ts'
import { type DeskDelivery, readDeskDelivery } from '#db/reads/sending/desk-deliveries.ts'
import type { Wait } from '#lib/rules/notices/waiting.ts'
import { waitText } from '#lib/words/sending.ts'

export const metadata: Metadata = { title: 'Delivery' }

export default async function DeliveryPage({ params }: { params: Promise<{ id: string }> }) {
  const { db } = await requireStaff()
  const row = await readDeskDelivery(db, (await params).id)
  if (!row) notFound()
  const waits = row.state === 'queued' ? await readWaits(db, [row.id], new Date()) : new Map<string, Wait>()
  return (
    <>
      <Headline>
        <span className="wrap-anywhere">
          To <Address words={whereTo(row)} />
        </span>
      </Headline>
      <p className="text-soft wrap-anywhere">
        <DeliveryBadge state={row.state} /> by {row.channel} ·{' '}
        <a href={`/desk/posts/${row.postId}`}>{row.title}</a>, {noticeWord(row.kind)}
      </p>
      {row.subject ? <p className="mt-3 text-lg wrap-anywhere">“{row.subject}”</p> : null}
      <Part title="Its life, the oldest first">
        <ol className="grid gap-3">
          {stepsOf(row).map(step => (
            <li
              key={`${step.at.toISOString()} ${step.what}`}
              className="columns-2-side border-t border-line pt-2"
            >
              <p className="text-sm text-soft">
                <LocalTime at={step.at} />
              </p>
              <p className="wrap-anywhere">{step.what}</p>
            </li>
          ))}
        </ol>
      </Part>
      <DeliveryState row={row} wait={waits.get(row.id)} />
    </>
  )
}

/** An address may be broken after its @. */
function Address({ words }: { words: string }) {
  const [name, ...rest] = words.split('@')
  return (
    <>
      {name}
      {rest.length > 0 ? (
        <>
          @<wbr />
          {rest.join('@')}
        </>
      ) : null}
    </>
  )
}

type Step = { at: Date; what: string }

function stepsOf(row: DeskDelivery): Step[] {
  const isTried = row.triedAt !== null && row.state === 'sending'
  return [
    { at: row.decidedAt, what: 'The notice was decided.' },
    { at: row.createdAt, what: 'The delivery was queued.' },
    ...row.answers.map(({ at, answer }) => ({ at: new Date(at), what: `An attempt failed. ${answer}` })),
    ...(isTried && row.triedAt ? [{ at: row.triedAt, what: `Attempt ${row.attempts} began.` }] : []),
    ...(row.sentAt ? [{ at: row.sentAt, what: sentWords(row) }] : []),
  ].sort((a, b) => a.at.getTime() - b.at.getTime())
}

function sentWords({ channel, attempts, providerId }: DeskDelivery): string {
  const count = attempts === 1 ? 'at the first attempt' : `after ${attempts} attempts`
  const who = channel === 'mail' ? 'The provider' : 'The other side'
  return `${who} took it ${count}${providerId ? `, as ${providerId}` : ''}.`
}

function DeliveryState({ row, wait }: { row: DeskDelivery; wait: Wait | undefined }) {
  return (
    <Part title="Now">
      <p className="wrap-anywhere">{stateOf(row, wait)}</p>
      <p className="text-sm wrap-anywhere text-soft">
        Mail {row.mailId ?? 'not written yet'} · batch {row.batchId ?? 'none, or its words were purged'}
      </p>
    </Part>
  )
}

function stateOf(row: DeskDelivery, wait: Wait | undefined): ReactNode {
  switch (row.state) {
    case 'queued':
      return (
        <>
          It waits until <LocalTime at={row.dueAt} />
          {wait ? `: ${waitText(staffWords, wait.why)}` : null}.
        </>
      )
    case 'sending':
      return 'It is in a batch that is under way, or that the provider may have taken: the same batch is tried until it is known.'
    case 'sent':
      return row.error ? `It was taken, and later ${row.error}` : 'Done.'
    case 'doubtful':
      return `It may have arrived. It is not sent again, so that nobody hears a thing twice. ${row.error ?? ''}`
    case 'refused':
      return `It failed for good: ${row.error ?? 'no reason was given'}`
    case 'skipped':
      return `It was not sent, for nobody needs it: ${row.error ?? 'no reason was kept'}.`
  }
}
