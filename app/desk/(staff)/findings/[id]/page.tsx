import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { EvidenceList } from '#app/desk/(staff)/findings/_parts/evidence-list.tsx'
import { FindingRow, FindingState } from '#app/desk/(staff)/findings/_parts/finding-row.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import {
  type DeskFinding,
  readFinding,
  readFindingPast,
  readSameFindings,
} from '#db/reads/agents/desk-findings.ts'
import type { PostVisibility } from '#lib/rules/posts/post.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskFindings.onePage.finding') })

/** How many of the same are listed; the search by path or content has all. */
const mostSame = 50

const visibilityWords = (): Record<PostVisibility, string> => ({
  held: staffWords('deskFindings.onePage.held'),
  draft: staffWords('deskFindings.onePage.laidAside'),
  published: staffWords('deskFindings.onePage.public'),
})

/** One finding: its evidence, where the same is found, and what became of it. */
export default async function FindingPage({ params }: { params: Promise<{ id: string }> }) {
  const { db } = await requireStaff()
  const finding = await readFinding(db, (await params).id)
  if (!finding) notFound()
  const [same, past] = await Promise.all([
    readSameFindings(db, finding, mostSame),
    readFindingPast(db, finding),
  ])
  return (
    <div className="max-w-4xl">
      <Headline>
        {staffWords.rich('deskFindings.onePage.foundOnLabelPath', {
          label: finding.label,
          path: finding.path ?? finding.summary,
          bdi: text => <bdi>{text}</bdi>,
        })}
      </Headline>
      <p>
        <FindingState finding={finding} /> <FoundBy finding={finding} />
      </p>
      <Part title={staffWords('deskFindings.onePage.evidence')}>
        <Card>
          <p className="wrap-anywhere">
            <bdi>{finding.summary}</bdi>
          </p>
          <EvidenceList finding={finding} />
          {finding.details ? <Details text={finding.details} /> : null}
        </Card>
      </Part>
      <Part title={staffWords('deskFindings.onePage.sameElsewhere')}>
        {same.length === 0 ? (
          <p className="text-soft">{staffWords('deskFindings.onePage.noOtherServerReports')}</p>
        ) : (
          <ul className="rows">
            {same.map(each => (
              <FindingRow key={each.id} finding={each} />
            ))}
          </ul>
        )}
      </Part>
      <Part title={staffWords('deskFindings.onePage.incidents')}>
        {past.length === 0 ? (
          <p className="text-soft">{staffWords('deskFindings.onePage.itBelongsToNone')}</p>
        ) : null}
        <ul className="grid gap-1">
          {past.map(({ id, title, visibility }) => (
            <li key={id} className="wrap-anywhere">
              <a href={`/desk/posts/${id}`}>{title}</a>{' '}
              <span className="text-soft">{visibilityWords()[visibility]}</span>
            </li>
          ))}
        </ul>
      </Part>
    </div>
  )
}

function FoundBy({ finding: { sourceId, sourceName, agentServerId, hostname } }: { finding: DeskFinding }) {
  const page = agentServerId ? `/desk/agents/${sourceId}` : `/desk/sources/${sourceId}`
  return (
    <span className="text-soft">
      {staffWords.rich('deskFindings.onePage.bySourceAndAlerts', {
        sourceName,
        link: text => <a href={page}>{text}</a>,
        alerts: text => <a href={`/desk/alerts?server=${hostname}&kind=suspicious-file`}>{text}</a>,
      })}
    </span>
  )
}

function Details({ text }: { text: string }) {
  return (
    <pre
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys.
      tabIndex={0}
      className="max-h-80 overflow-y-auto rounded-lg bg-none-bg px-3 py-2 font-mono text-sm wrap-anywhere whitespace-pre-wrap"
    >
      <bdi>{text}</bdi>
    </pre>
  )
}
