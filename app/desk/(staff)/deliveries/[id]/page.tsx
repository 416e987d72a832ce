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

export const generateMetadata = (): Metadata => ({ title: staffWords('deskDeliveries.onePage.delivery') })

export default async function DeliveryPage({ params }: { params: Promise<{ id: string }> }) {
  const { db } = await requireStaff()
  const row = await readDeskDelivery(db, (await params).id)
  if (!row) notFound()
  const waits = row.state === 'queued' ? await readWaits(db, [row.id], new Date()) : new Map<string, Wait>()
  return (
    <>
      <Headline>
        <span className="wrap-anywhere">
          {staffWords.rich('deskDeliveries.onePage.to', { address: () => <Address words={whereTo(row)} /> })}
        </span>
      </Headline>
      <p className="text-soft wrap-anywhere">
        {staffWords.rich('deskDeliveries.onePage.byChannelOnPost', {
          deliveryBadge: () => <DeliveryBadge state={row.state} />,
          channel: row.channel,
          title: row.title,
          link: text => <a href={`/desk/posts/${row.postId}`}>{text}</a>,
          noticeWord: noticeWord(row.kind),
        })}
      </p>
      {row.subject ? <p className="mt-3 text-lg wrap-anywhere">“{row.subject}”</p> : null}
      <Part title={staffWords('deskDeliveries.onePage.itsLifeTheOldest')}>
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
    { at: row.decidedAt, what: staffWords('deskDeliveries.onePage.theNoticeWasDecided') },
    { at: row.createdAt, what: staffWords('deskDeliveries.onePage.theDeliveryWasQueued') },
    ...row.answers.map(({ at, answer }) => ({
      at: new Date(at),
      what: staffWords('deskDeliveries.onePage.anAttemptFailedAnswer', { answer }),
    })),
    ...(isTried && row.triedAt
      ? [
          {
            at: row.triedAt,
            what: staffWords('deskDeliveries.onePage.attemptBegan', { attempts: row.attempts }),
          },
        ]
      : []),
    ...(row.sentAt ? [{ at: row.sentAt, what: sentWords(row) }] : []),
  ].sort((a, b) => a.at.getTime() - b.at.getTime())
}

function sentWords({ channel, attempts, providerId }: DeskDelivery): string {
  return staffWords('deskDeliveries.onePage.whoTookItCount', {
    channel,
    attempts,
    providerId: providerId ?? '',
    hasProviderId: providerId ? 'yes' : 'no',
  })
}

function DeliveryState({ row, wait }: { row: DeskDelivery; wait: Wait | undefined }) {
  return (
    <Part title={staffWords('deskDeliveries.onePage.now')}>
      <p className="wrap-anywhere">{stateOf(row, wait)}</p>
      <p className="text-sm wrap-anywhere text-soft">
        {staffWords('deskDeliveries.onePage.mailAndBatch', {
          mailId: row.mailId ?? staffWords('deskDeliveries.onePage.notWrittenYet'),
          batchId: row.batchId ?? staffWords('deskDeliveries.onePage.noneOrItsWords'),
        })}
      </p>
    </Part>
  )
}

function stateOf(row: DeskDelivery, wait: Wait | undefined): ReactNode {
  switch (row.state) {
    case 'queued':
      return (
        <>
          {staffWords.rich('deskDeliveries.onePage.itWaitsUntilWait', {
            dueAt: () => <LocalTime at={row.dueAt} />,
            wait: wait ? waitText(staffWords, wait.why) : '',
            hasWait: wait ? 'yes' : 'no',
          })}
        </>
      )
    case 'sending':
      return staffWords('deskDeliveries.onePage.inBatch')
    case 'sent':
      return row.error
        ? staffWords('deskDeliveries.onePage.takenAndLater', { error: row.error })
        : staffWords('deskDeliveries.onePage.done')
    case 'doubtful':
      return staffWords('deskDeliveries.onePage.itMayHaveArrived', { error: row.error ?? '' })
    case 'refused':
      return staffWords('deskDeliveries.onePage.itFailedForGood', {
        error: row.error ?? staffWords('deskDeliveries.onePage.noReasonWasGiven'),
      })
    case 'skipped':
      return staffWords('deskDeliveries.onePage.itWasNotSent', {
        error: row.error ?? staffWords('deskDeliveries.onePage.noReasonWasKept'),
      })
  }
}
