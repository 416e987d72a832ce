import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Headline } from '#app/_components/desk/card.tsx'
import { TextField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { StepMark, stepTitles } from '#app/desk/(staff)/_parts/first-run.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { loadFirstRun } from '#lib/flows/settings/first-run.ts'
import type { FirstStep } from '#lib/rules/settings/first-run.ts'
import { ourSite } from '#lib/site.ts'
import { callSiteRight, confirm, mailCode, putAside } from './actions.ts'

export const metadata: Metadata = { title: 'First steps' }

type Query = { code?: string | string[] }

export default async function FirstRunPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { db, staffMember } = await requireStaff()
  const { code } = await searchParams
  const firstRun = await loadFirstRun(db)
  const sentCode = typeof code === 'string' && /^\d{6}$/.test(code) ? code : ''
  const bodies: Record<FirstStep, ReactNode> = {
    servers: (
      <p>
        <a href="/desk/servers/import">Paste a list</a> of them, or{' '}
        <a href="/desk/servers/new">add one by one</a>. Groups come with the list.
      </p>
    ),
    source: (
      <p>
        <a href="/desk/sources/new">Make the token of a source</a>, and paste into your monitoring what its
        page shows. The first alert or sign of life makes this line green; a test from the desk does not. No
        monitoring yet? <a href="/desk/agents/new">Put an agent on a server</a>: one line to paste.
      </p>
    ),
    mail: <MailStep firstRun={firstRun} to={staffMember.email} code={sentCode} />,
    site: <SiteStep firstRun={firstRun} />,
    colleague: (
      <p>
        <a href="/desk/people">Invite a colleague</a>, so that somebody hears of what waits while you sleep.
      </p>
    ),
  }
  return (
    <>
      <Headline>{firstRun.left === 0 ? 'All first steps are done' : stepsLeft(firstRun.left)}</Headline>
      <ol className="rows mt-4">
        {firstRun.steps.map(({ is, isDone }) => (
          <li key={is} className="grid gap-x-6 gap-y-2 py-4 md:grid-cols-[16rem_minmax(0,1fr)]">
            <h2 className="font-semibold">
              <StepMark isDone={isDone} /> {stepTitles[is]}
            </h2>
            <div className="grid max-w-prose gap-3">{bodies[is]}</div>
          </li>
        ))}
      </ol>
      {firstRun.isOpen ? (
        <ActionForm act="dismiss-first-run" action={putAside} className="mt-6 grid gap-2">
          <SubmitButton look="side">Hide this list from the first page</SubmitButton>
        </ActionForm>
      ) : null}
    </>
  )
}

function stepsLeft(left: number): string {
  return left === 1 ? 'One first step is left' : `${left} first steps are left`
}

type Loaded = Awaited<ReturnType<typeof loadFirstRun>>

function MailStep({
  firstRun: { kept, way, steps },
  to,
  code,
}: {
  firstRun: Loaded
  to: string
  code: string
}) {
  if (way.provider === 'outbox')
    return (
      <p>
        Mail goes to files only, so nobody gets any. Set RESEND_API_KEY or SMTP_URL where Allclear is started,
        and <a href="/desk/settings/mail">say as whom mail goes out</a>; then come back.{' '}
        <a href="/desk/mail">What we know of mail</a>
      </p>
    )
  const by = way.provider === 'resend' ? 'Resend' : 'SMTP'
  const isDone = steps.some(step => step.is === 'mail' && step.isDone)
  return (
    <>
      <p className="wrap-anywhere">
        From {way.from}, by {by}.{' '}
        {isDone && kept.proof
          ? `A mail to ${kept.proof.to} arrived.`
          : 'A code in a mail shows that it arrives.'}
      </p>
      <ActionForm act="send-test-mail" action={mailCode} className="grid gap-2">
        <SubmitButton look={kept.testMail ? 'side' : 'main'}>Mail a code to {to}</SubmitButton>
      </ActionForm>
      {kept.testMail && !isDone ? (
        <ActionForm act="confirm-mail" action={confirm} className="grid max-w-xs gap-3">
          <TextField
            label="The code"
            name="code"
            defaultValue={code}
            maxLength={6}
            autoComplete="one-time-code"
          />
          <SubmitButton>It has arrived</SubmitButton>
        </ActionForm>
      ) : null}
    </>
  )
}

function SiteStep({ firstRun: { site, steps } }: { firstRun: Loaded }) {
  const isDone = steps.some(step => step.is === 'site' && step.isDone)
  const pictures = [ourSite().logoLight, ourSite().icon].filter(Boolean).length
  const facts = [
    { label: 'Name', value: site.name, href: '/desk/settings/site', word: 'Change the name' },
    {
      label: 'Logo and icon',
      value: `${pictures} of 2`,
      href: '/desk/settings/pictures',
      word: 'Give a logo',
    },
    { label: 'Zone of times', value: site.zone, href: '/desk/settings/times', word: 'Change the zone' },
    { label: 'Address', value: site.url, href: null, word: 'Set by SITE_URL where Allclear is started' },
  ]
  return (
    <>
      <dl className="grid gap-1">
        {facts.map(({ label, value, href, word }) => (
          <div key={label} className="grid gap-x-4 sm:grid-cols-[8rem_minmax(0,1fr)]">
            <dt className="text-soft">{label}</dt>
            <dd className="wrap-anywhere">
              {value} <span className="text-sm text-soft">({href ? <a href={href}>{word}</a> : word})</span>
            </dd>
          </div>
        ))}
      </dl>
      {isDone ? null : (
        <ActionForm act="confirm-site" action={callSiteRight} className="grid gap-2">
          <SubmitButton look="side">They are right</SubmitButton>
        </ActionForm>
      )}
    </>
  )
}
