import { domainToUnicode } from 'node:url'
import { Badge } from '#app/_components/board/badge.tsx'
import { lookOf } from '#app/_components/board/look.ts'
import { upperFirst } from '#app/_components/board/open-look.ts'
import { Moment } from '#app/_components/site/moment.tsx'
import type { FoundServer } from '#db/reads/servers/findable.ts'
import type { Finding } from '#lib/flows/servers/find-server.ts'
import { stateWord } from '#lib/rules/servers/banner.ts'
import type { Role } from '#lib/rules/servers/server-query.ts'

/** What we found, in a sentence. */
export function findingSentence(finding: Finding): string {
  switch (finding.is) {
    case 'nothing':
      return 'Which domain shall we look up?'
    case 'unclear':
      return 'That is neither a domain nor a server.'
    case 'server':
      return finding.server.banner
    case 'domain':
      return domainSentence(shownName(finding.name), finding.places)
    case 'elsewhere':
      return `${shownName(finding.name)} is on none of our servers.`
    case 'unknown':
      return `We cannot find ${shownName(finding.name)}.`
    case 'unanswered':
      return `We could not look up ${shownName(finding.name)} just now.`
    case 'often':
      return `We have not looked up ${shownName(finding.name)}.`
  }
}

/** A name in the script of its owner. */
function shownName(name: string): string {
  return domainToUnicode(name) || name
}

function domainSentence(name: string, places: readonly { server: FoundServer; roles: Role[] }[]): string {
  const [first, ...rest] = places
  if (first && rest.length === 0) return `${name} is on ${first.server.label}. ${first.server.banner}`
  const parts = places.map(({ server, roles }) => `its ${roles.join(' and its ')} on ${server.label}`)
  return `${name} has ${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}.`
}

type AnswerProps = { finding: Finding; now: Date }

/** What was understood, where it is less than was typed, and where to go from there. */
export function FindingAnswer({ finding, now }: AnswerProps) {
  return (
    <>
      {finding.understood ? <Understood {...finding.understood} /> : null}
      <NextSteps finding={finding} now={now} />
    </>
  )
}

function Understood({ name, others }: { name: string; others: readonly string[] }) {
  return (
    <p className={text}>
      We looked for <strong className="break-all">{shownName(name)}</strong>.
      {others.slice(0, mostOthers).map(other => (
        <span key={other}>
          {' '}
          <a href={`/find?${new URLSearchParams({ q: other })}`} className="inline-block py-1 break-all">
            Look for {shownName(other)} instead
          </a>
        </span>
      ))}
    </p>
  )
}

function NextSteps({ finding, now }: AnswerProps) {
  switch (finding.is) {
    case 'server':
      return <Places places={[{ server: finding.server, roles: [] }]} now={now} />
    case 'domain':
      return (
        <>
          <Places places={finding.places} now={now} />
          <p className="mt-3">
            <a href={`/subscribe?domain=${finding.name}`} className="inline-block py-1">
              Get notices wherever {shownName(finding.name)} is
            </a>
          </p>
        </>
      )
    case 'nothing':
      return (
        <p className={text}>
          Type your domain or e-mail address, and we say which server it is on and how that is.
        </p>
      )
    case 'unclear':
      return (
        <p className={text}>
          Type a domain such as example.com, the part of your e-mail address after the @, or the name of your
          server. It is in the mail that you got when your account was set up.
        </p>
      )
    case 'elsewhere':
      return (
        <>
          <p className={text}>
            It points to an address that is not one of ours. That is also so when a service such as a content
            network stands in front of your site.
          </p>
          <WhatElse />
        </>
      )
    case 'unknown':
      return (
        <>
          <p className={text}>No such domain has an address or takes mail. Perhaps a letter is wrong.</p>
          <WhatElse />
        </>
      )
    case 'often':
      return (
        <>
          <p className={text}>
            Too many domains were looked up from your network. Try again in a minute. That says nothing about
            your server.
          </p>
          <WhatElse />
        </>
      )
    case 'unanswered':
      return (
        <>
          <p className={text}>
            The name system did not answer within two seconds. That says nothing about your server.
          </p>
          <WhatElse />
        </>
      )
  }
}

const text = 'mt-4 max-w-[60ch]'

/** A pasted text may hold many names. */
const mostOthers = 3

function WhatElse() {
  return (
    <ul className="mt-3 max-w-[60ch] list-disc pl-5">
      <li className="mt-1">
        Try the name of your server. It is in the mail that you got when your account was set up.
      </li>
      <li className="mt-1">
        Look at <a href="/">the board</a>, which shows every server.
      </li>
    </ul>
  )
}

const roleWords: Record<Role, string> = { web: 'web site', mail: 'mail' }

type PlacesProps = { places: readonly { server: FoundServer; roles: Role[] }[]; now: Date }

function Places({ places, now }: PlacesProps) {
  return (
    <ul className="rows mt-6">
      {places.map(({ server, roles }) => {
        const word = stateWord(server.status)
        return (
          <li key={server.id} className="columns-2-side items-baseline py-2.5">
            <p className="meta">
              <Badge {...lookOf(word)} word={upperFirst(word)} />
              {word !== 'fine' && server.status.since && !server.status.isWatching ? (
                <span>
                  since <Moment at={server.status.since} now={now} />
                </span>
              ) : null}
            </p>
            <div className="min-w-0">
              {places.length > 1 ? (
                <p>
                  Your {roles.map(role => roleWords[role]).join(' and ')}: {server.banner}
                </p>
              ) : null}
              <p className="flex flex-wrap gap-x-6">
                <a href={`/servers/${server.hostname}`} className="py-1 break-all">
                  All about {server.label}
                </a>
                <a href={`/subscribe?server=${server.id}`} className="py-1">
                  Get notices for {server.label}
                </a>
              </p>
            </div>
          </li>
        )
      })}
    </ul>
  )
}
