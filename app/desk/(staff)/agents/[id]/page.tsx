import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { CheckField } from '#app/_components/desk/field.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { AgentFactList } from '#app/desk/(staff)/agents/_parts/agent-facts.tsx'
import { AgentsForm } from '#app/desk/(staff)/agents/_parts/agents-given.tsx'
import { StandingWord } from '#app/desk/(staff)/agents/_parts/standing-word.tsx'
import { renewAgent } from '#app/desk/(staff)/agents/actions.ts'
import { FindingRow } from '#app/desk/(staff)/findings/_parts/finding-row.tsx'
import { disable, enable } from '#app/desk/(staff)/sources/actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { type DeskAgent, readDeskAgent } from '#db/reads/agents/desk-agent.ts'
import { readFindings } from '#db/reads/agents/desk-findings.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import { findAgentScript } from '#lib/flows/agents/agent-script.ts'
import { beatSeconds, standingOf } from '#lib/rules/agents/agent.ts'
import { later } from '#lib/rules/time/time.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskAgents.onePage.agent') })

const mostFindings = 100

/** One agent: how it stands, what it finds, what it could not look at, and what it proves itself by. */
export default async function AgentPage({ params }: { params: Promise<{ id: string }> }) {
  const { db } = await requireStaff()
  const now = new Date()
  const agent = await readDeskAgent(db, (await params).id, now)
  if (!agent) notFound()
  const [script, { missedBeats }, { findings }] = await Promise.all([
    findAgentScript(),
    readPolicy(db),
    readFindings(
      db,
      { state: null, text: null, serverId: agent.server.id },
      { limit: mostFindings, offset: 0 },
    ),
  ])
  const openFindings = findings.filter(({ goneAt, isHarmless }) => !goneAt && !isHarmless).length
  const signs = { ...agent.facts, openFindings, receivedAt: agent.heard?.receivedAt ?? null }
  const newest = script?.version ?? null
  const standing = standingOf(signs, newest, later(now, -missedBeats * beatSeconds))
  return (
    <div className="max-w-4xl">
      <p className="mt-6 text-sm">
        <a href="/desk/agents">{staffWords('deskAgents.onePage.agents')}</a>
      </p>
      <Headline>{staffWords('deskAgents.onePage.theAgentOnLabel', { label: agent.server.label })}</Headline>
      <p>
        {agent.disabledAt ? (
          <span className="rounded-md bg-none-bg px-2 py-0.5">
            {staffWords.rich('deskAgents.onePage.disabledSince', {
              disabledAt: () => agent.disabledAt && <LocalTime at={agent.disabledAt} />,
            })}
          </span>
        ) : (
          <StandingWord standing={standing} />
        )}{' '}
        <span className="text-soft">
          <a href={`/desk/servers/${agent.server.id}`}>{staffWords('deskAgents.onePage.itsServer')}</a> ·{' '}
          <a href={`/desk/alerts?source=${agent.sourceId}`}>{staffWords('deskAgents.onePage.itsAlerts')}</a> ·{' '}
          <a href={`/desk/sources/${agent.sourceId}`}>{staffWords('deskAgents.onePage.rulesAndSettings')}</a>
        </span>
      </p>
      {agent.heard ? null : (
        <p className="mt-3 max-w-prose">
          {staffWords.rich('deskAgents.onePage.neverHeard', {
            createdAt: () => <LocalTime at={agent.createdAt} />,
          })}
        </p>
      )}
      {agent.facts.unknown.length > 0 ? <Unknown reasons={agent.facts.unknown} /> : null}
      {findings.length > 0 ? (
        <Part title={staffWords('deskAgents.onePage.foundOnThisServer')}>
          <ul className="rows">
            {findings.map(finding => (
              <FindingRow key={finding.id} finding={finding} />
            ))}
          </ul>
        </Part>
      ) : null}
      <Part title={staffWords('deskAgents.onePage.saysOfItself')}>
        <Card>
          <AgentFactList agent={agent} newest={newest} />
        </Card>
      </Part>
      <Proofs agent={agent} />
    </div>
  )
}

function Unknown({ reasons }: { reasons: readonly string[] }) {
  return (
    <Part title={staffWords('deskAgents.onePage.notLookedAt')}>
      <ul className="list-disc pl-5">
        {reasons.map(reason => (
          <li key={reason} className="wrap-anywhere">
            <bdi>{reason}</bdi>
          </li>
        ))}
      </ul>
    </Part>
  )
}

function Proofs({ agent }: { agent: DeskAgent }) {
  const { sourceId, version, tokenStart, isSigned, previousTokenUntil, disabledAt } = agent
  return (
    <Part title={staffWords('deskAgents.onePage.token')}>
      <Card>
        <p>
          {tokenStart ? (
            <>
              {staffWords.rich('deskAgents.onePage.tokenBegins', {
                tokenStart,
                code: text => <code>{text}</code>,
              })}{' '}
            </>
          ) : null}
          {isSigned
            ? staffWords('deskAgents.onePage.itSignsEachRequest')
            : staffWords('deskAgents.onePage.itDoesNotSign')}
          {previousTokenUntil ? (
            <>
              {' '}
              {staffWords.rich('deskAgents.onePage.previousTokenAndSecret', {
                previousTokenUntil: () => <LocalTime at={previousTokenUntil} />,
              })}
            </>
          ) : null}
        </p>
        <AgentsForm act="rotate-agent" action={renewAgent} className="grid gap-3">
          <input type="hidden" name="sourceId" value={sourceId} />
          <input type="hidden" name="version" value={version} />
          <CheckField
            label={staffWords('deskAgents.onePage.othersKnowThePresent')}
            name="isLeaked"
            isChecked={false}
          />
          <SubmitButton>{staffWords('deskAgents.onePage.makeANewToken')}</SubmitButton>
        </AgentsForm>
        <ActionForm
          act={disabledAt ? 'enable-source' : 'disable-source'}
          action={disabledAt ? enable : disable}
          className="grid gap-2 border-t border-line pt-3"
        >
          <input type="hidden" name="sourceId" value={sourceId} />
          <p className="text-sm text-soft">
            {disabledAt
              ? staffWords('deskAgents.onePage.disabled')
              : staffWords('deskAgents.onePage.disabledMeans')}
          </p>
          <SubmitButton look="side">
            {disabledAt ? staffWords('deskAgents.onePage.enable') : staffWords('deskAgents.onePage.disable')}
          </SubmitButton>
        </ActionForm>
      </Card>
    </Part>
  )
}
