import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { ServerNameOptions } from '#app/_components/desk/field.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { OwnWorkSwitch } from '#app/desk/(staff)/sources/_parts/own-work-switch.tsx'
import { RulesForm } from '#app/desk/(staff)/sources/_parts/rules-form.tsx'
import { SnippetList } from '#app/desk/(staff)/sources/_parts/snippet-list.tsx'
import { SourceState } from '#app/desk/(staff)/sources/_parts/source-line.tsx'
import { SourceSettingsForm } from '#app/desk/(staff)/sources/_parts/source-settings.tsx'
import { SourceToken } from '#app/desk/(staff)/sources/_parts/source-token.tsx'
import { TestForm } from '#app/desk/(staff)/sources/_parts/test-form.tsx'
import {
  disable,
  enable,
  endOld,
  rotate,
  saveRules,
  saveSettings,
  sendTest,
} from '#app/desk/(staff)/sources/actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { type DeskSource, readDeskSource } from '#db/reads/sources/desk-sources.ts'
import { readTargets, type TargetServer } from '#db/reads/subscribers/subscribing.ts'
import { lostEndsOf, toolTitle } from '#lib/alerts/tools.ts'
import { fillSnippets } from '#lib/flows/sources/fill-snippet.ts'
import { standInFor } from '#lib/rules/sources/source.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskSources.onePage.source') })

export default async function SourcePage({ params }: { params: Promise<{ id: string }> }) {
  const { db } = await requireStaff()
  const { id } = await params
  const [source, { servers }] = await Promise.all([readDeskSource(db, id, new Date()), readTargets(db)])
  if (!source) notFound()
  const snippets = fillSnippets(source.format, null)
  return (
    <>
      <Headline>{source.name}</Headline>
      <StateLine source={source} />
      <LostEnds format={source.format} />
      <ServerNameOptions hostnames={servers.map(server => server.hostname)} />
      <div className="grid items-start gap-x-6 lg:grid-cols-2">
        <div>
          {snippets.length > 0 ? (
            <Part title={staffWords('deskSources.onePage.configuration')}>
              <Card>
                <SnippetList snippets={snippets} />
              </Card>
            </Part>
          ) : null}
        </div>
        <div>
          <May act="test-source">
            <Part title={staffWords('deskSources.onePage.testAlert')}>
              <Card>
                <TestForm source={source} hostname={testedServer(source, servers)} action={sendTest} />
              </Card>
            </Part>
          </May>
          <May act="rotate-source">
            <Part title={staffWords('deskSources.onePage.token')}>
              <Card>
                <SourceToken
                  source={source}
                  rotate={rotate}
                  endOld={endOld}
                  disable={disable}
                  enable={enable}
                />
              </Card>
            </Part>
          </May>
        </div>
      </div>
      {source.agentServerId ? (
        <May act="change-source">
          <Part title={staffWords('deskSources.onePage.countermeasures')} id="countermeasures">
            <Card>
              <OwnWorkSwitch sourceId={source.id} isOn={source.mayBeginWork} />
            </Card>
          </Part>
        </May>
      ) : null}
      <May act="change-source">
        <Part title={staffWords('deskSources.onePage.settings')}>
          <Card>
            <SourceSettingsForm
              source={source}
              hostnames={new Map(servers.map(server => [server.id, server.hostname]))}
              action={saveSettings}
            />
          </Card>
        </Part>
        <Part title={staffWords('deskSources.onePage.rules')}>
          <Card>
            <p className="text-sm text-soft">{staffWords('deskSources.onePage.patternHint')}</p>
            <RulesForm source={source} action={saveRules} />
          </Card>
        </Part>
      </May>
    </>
  )
}

function StateLine({ source }: { source: DeskSource }) {
  return (
    <p>
      <SourceState source={source} />
      <span className="text-soft">
        {staffWords.rich('deskSources.onePage.toolAndLastSeen', {
          toolTitle: toolTitle(source.format),
          lastSeenAt: () => source.lastSeenAt && <LocalTime at={source.lastSeenAt} />,
          hasLastSeenAt: source.lastSeenAt ? 'yes' : 'no',
          alerts: text => <a href={`/desk/alerts?source=${source.id}`}>{text}</a>,
          alertsToday: source.alertsToday,
        })}
      </span>
    </p>
  )
}

/** How it can lose the word that something is over, and what becomes of that. */
function LostEnds({ format }: { format: string | null }) {
  const note = lostEndsOf(format)
  if (!note) return null
  return (
    <p className="text-sm text-soft">
      {staffWords(`deskSources.lostEnds.${note}`)}{' '}
      {staffWords.rich('deskSources.onePage.unconfirmedHint', { desk: text => <a href="/desk">{text}</a> })}
    </p>
  )
}

/** The server that a test speaks of, unless somebody types another. */
function testedServer(source: DeskSource, servers: readonly TargetServer[]): string {
  const id = standInFor(source) ?? source.boundServerIds[0]
  return (servers.find(server => server.id === id) ?? servers[0])?.hostname ?? ''
}
