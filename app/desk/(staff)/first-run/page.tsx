import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Headline } from '#app/_components/desk/card.tsx'
import { TextField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { StepMark, stepTitles } from '#app/desk/(staff)/_parts/first-run.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { loadFirstRun } from '#lib/flows/settings/first-run.ts'
import type { FirstStep } from '#lib/rules/settings/first-run.ts'
import { ourSite } from '#lib/site.ts'
import { callSiteRight, confirm, mailCode, putAside } from './actions.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskNow.firstRunPage.firstSteps') })

type Query = { code?: string | string[] }

export default async function FirstRunPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { db, staffMember } = await requireStaff()
  const { code } = await searchParams
  const firstRun = await loadFirstRun(db)
  const sentCode = typeof code === 'string' && /^\d{6}$/.test(code) ? code : ''
  const bodies: Record<FirstStep, ReactNode> = {
    servers: (
      <p>
        {staffWords.rich('deskNow.firstRunPage.pasteServers', {
          import: text => <a href="/desk/servers/import">{text}</a>,
          new: text => <a href="/desk/servers/new">{text}</a>,
        })}
      </p>
    ),
    source: (
      <p>
        {staffWords.rich('deskNow.firstRunPage.makeSource', {
          new: text => <a href="/desk/sources/new">{text}</a>,
          new2: text => <a href="/desk/agents/new">{text}</a>,
        })}
      </p>
    ),
    mail: <MailStep firstRun={firstRun} to={staffMember.email} code={sentCode} />,
    site: <SiteStep firstRun={firstRun} />,
    colleague: (
      <p>
        {staffWords.rich('deskNow.firstRunPage.invite', {
          people: text => <a href="/desk/people">{text}</a>,
        })}
      </p>
    ),
  }
  return (
    <>
      <Headline>
        {firstRun.left === 0 ? staffWords('deskNow.firstRunPage.allDone') : stepsLeft(firstRun.left)}
      </Headline>
      <ol className="rows mt-4">
        {firstRun.steps.map(({ is, isDone }) => (
          <li key={is} className="grid gap-x-6 gap-y-2 py-4 md:grid-cols-[16rem_minmax(0,1fr)]">
            <h2 className="font-semibold">
              <StepMark isDone={isDone} /> {stepTitles()[is]}
            </h2>
            <div className="grid max-w-prose gap-3">{bodies[is]}</div>
          </li>
        ))}
      </ol>
      {firstRun.isOpen ? (
        <ActionForm act="dismiss-first-run" action={putAside} className="mt-6 grid gap-2">
          <SubmitButton look="side">{staffWords('deskNow.firstRunPage.hide')}</SubmitButton>
        </ActionForm>
      ) : null}
    </>
  )
}

function stepsLeft(left: number): string {
  return staffWords('deskNow.firstRunPage.stepsLeft', { left })
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
        {staffWords.rich('deskNow.firstRunPage.mailGoesToFiles', {
          mail: text => <a href="/desk/settings/mail">{text}</a>,
          mail2: text => <a href="/desk/mail">{text}</a>,
        })}
      </p>
    )
  const by = way.provider === 'resend' ? 'Resend' : 'SMTP'
  const isDone = steps.some(step => step.is === 'mail' && step.isDone)
  return (
    <>
      <p className="wrap-anywhere">
        {staffWords('deskNow.firstRunPage.senderAndProvider', {
          from: way.from,
          by,
          to: kept.proof?.to ?? '',
          isDone: isDone && kept.proof ? 'yes' : 'no',
        })}
      </p>
      <ActionForm act="send-test-mail" action={mailCode} className="grid gap-2">
        <SubmitButton look={kept.testMail ? 'side' : 'main'}>
          {staffWords('deskNow.firstRunPage.mailCode', { to })}
        </SubmitButton>
      </ActionForm>
      {kept.testMail && !isDone ? (
        <ActionForm act="confirm-mail" action={confirm} className="grid max-w-xs gap-3">
          <TextField
            label={staffWords('deskNow.firstRunPage.theCode')}
            name="code"
            defaultValue={code}
            maxLength={6}
            autoComplete="one-time-code"
          />
          <SubmitButton>{staffWords('deskNow.firstRunPage.itHasArrived')}</SubmitButton>
        </ActionForm>
      ) : null}
    </>
  )
}

function SiteStep({ firstRun: { site, steps } }: { firstRun: Loaded }) {
  const isDone = steps.some(step => step.is === 'site' && step.isDone)
  const pictures = [ourSite().logoLight, ourSite().icon].filter(Boolean).length
  const facts = [
    {
      label: staffWords('deskNow.firstRunPage.name'),
      value: site.name,
      href: '/desk/settings/site',
      word: staffWords('deskNow.firstRunPage.changeTheName'),
    },
    {
      label: staffWords('deskNow.firstRunPage.logoAndIcon'),
      value: staffWords('deskNow.firstRunPage.picturesOfTwo', { pictures }),
      href: '/desk/settings/pictures',
      word: staffWords('deskNow.firstRunPage.giveALogo'),
    },
    {
      label: staffWords('deskNow.firstRunPage.zoneOfTimes'),
      value: site.zone,
      href: '/desk/settings/times',
      word: staffWords('deskNow.firstRunPage.changeTheZone'),
    },
    {
      label: staffWords('deskNow.firstRunPage.address'),
      value: site.url,
      href: null,
      word: staffWords('deskNow.firstRunPage.setBySiteUrl'),
    },
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
          <SubmitButton look="side">{staffWords('deskNow.firstRunPage.theyAreRight')}</SubmitButton>
        </ActionForm>
      )}
    </>
  )
}
