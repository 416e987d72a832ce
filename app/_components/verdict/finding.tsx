import { readerWords } from '#app/_components/site/reader-words.ts'
import { type FoundVerdict, verdictPath } from '#lib/flows/servers/ask-verdict.ts'
import { shownName } from '#lib/flows/servers/finding-sentence.ts'
import { Places } from './places.tsx'

type Props = FoundVerdict & { isRemembered?: boolean }

/** What was understood, where it is less than was typed; how it is there; and where to go from there. */
export function FindingAnswer(verdict: Props) {
  const { finding } = verdict
  return (
    <>
      {finding.understood ? <Understood {...finding.understood} /> : null}
      <NextSteps {...verdict} />
      <OwnAddress finding={finding} />
    </>
  )
}

function Understood({ name, others }: { name: string; others: readonly string[] }) {
  const words = readerWords()
  return (
    <p className={text}>
      {words.rich('find.understood', {
        name: () => <strong className="break-all">{shownName(name)}</strong>,
      })}
      {others.slice(0, mostOthers).map(other => (
        <span key={other}>
          {' '}
          <a href={`/find?${new URLSearchParams({ q: other })}`} className="inline-block py-1 break-all">
            {words('find.instead', { name: shownName(other) })}
          </a>
        </span>
      ))}
    </p>
  )
}

function NextSteps({ finding, open, isRemembered = false, now }: Props) {
  const words = readerWords()
  switch (finding.is) {
    case 'server':
      return (
        <Places
          places={[{ server: finding.server, roles: [] }]}
          open={open}
          isRemembered={isRemembered}
          now={now}
        />
      )
    case 'domain':
      return (
        <>
          <Places places={finding.places} open={open} isRemembered={false} now={now} />
          <p className="mt-3">
            <a href={`/subscribe?domain=${finding.name}`} className="inline-block py-1">
              {words('find.domain.notices', { name: shownName(finding.name) })}
            </a>
          </p>
        </>
      )
    case 'nothing':
    case 'unclear':
      return <p className={text}>{words(`find.${finding.is}.next`)}</p>
    case 'elsewhere':
    case 'unknown':
    case 'often':
    case 'unanswered':
      return (
        <>
          <p className={text}>{words(`find.${finding.is}.next`)}</p>
          <WhatElse />
        </>
      )
  }
}

const text = 'mt-4 max-w-[60ch]'

/** A pasted text may hold many names. */
const mostOthers = 3

function WhatElse() {
  const words = readerWords()
  return (
    <ul className="mt-3 max-w-[60ch] list-disc ps-5">
      <li className="mt-1">{words('find.tryServer')}</li>
      <li className="mt-1">{words.rich('find.tryBoard', { board: chunk => <a href="/">{chunk}</a> })}</li>
    </ul>
  )
}

/** So that the answer can be kept and sent to others, and asked for again. */
function OwnAddress({ finding }: Pick<FoundVerdict, 'finding'>) {
  const words = readerWords()
  const path = verdictPath(finding)
  if (!path) return null
  return (
    <p className="mt-1 text-sm text-soft">
      {words.rich('find.verdict.address', {
        path: decodeURIComponent(path),
        link: chunk => (
          <a href={path} className="inline-block py-1 break-all">
            {chunk}
          </a>
        ),
      })}
      <noscript> {words('find.verdict.stands')}</noscript>
    </p>
  )
}
