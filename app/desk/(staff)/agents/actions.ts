'use server'

import { refresh } from 'next/cache'
import { deskAction } from '#app/desk/desk-action.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readServersWithoutAgent } from '#db/reads/agents/agent-places.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import { type AgentScript, findAgentScript, readInstallTemplates } from '#lib/flows/agents/agent-script.ts'
import { agentsFile, itsServer, mostAtOnce, waysForMany, waysForOne } from '#lib/flows/agents/install-ways.ts'
import { type MadeAgent, makeAgents } from '#lib/flows/agents/make-agents.ts'
import { rotateAgent } from '#lib/flows/agents/rotate-agent.ts'
import { serversByName } from '#lib/rules/alerts/server-choice.ts'
import type { GivenAgents } from './_parts/agents-given.tsx'
import { agentForms } from './agent-forms.ts'

const none = () => staffWords('deskAgents.actions.noScript')

/** Makes agents for the servers that a person means. Their tokens are in the answer. */
export const make = deskAction(agentForms.making, async (fields, { db, staffId, now }) => {
  const script = await findAgentScript()
  if (!script) return { problem: none() }
  const { servers } = await readTargets(db)
  const named = serversByName(fields.serverNames, servers)
  if ('unknown' in named)
    return {
      problem: staffWords('deskAgents.actions.unknownServer', { unknown: named.unknown }),
    }
  const ofGroup = servers.filter(({ groupId }) => fields.groupId !== null && groupId === fields.groupId)
  const rest = fields.isAll ? await readServersWithoutAgent(db) : []
  const ids = [...new Set([...named.servers, ...ofGroup].map(({ id }) => id).concat(rest))]
  if (ids.length === 0) return { problem: staffWords('deskAgents.actions.writeAServerChoose') }
  if (ids.length > mostAtOnce)
    return { problem: staffWords('deskAgents.actions.tooMany', { ids: ids.length, mostAtOnce }) }
  const { made, there } = await makeAgents(db, { serverIds: ids, staffId }, now)
  if (made.length === 0)
    return {
      problem: staffWords('deskAgents.actions.thereHasAnAgent', {
        there: there[0] ?? '',
        thereCount: there.length,
      }),
    }
  refresh()
  return { given: await givenOf(script, made, there) }
})

async function givenOf(
  script: AgentScript,
  made: readonly MadeAgent[],
  there: readonly string[],
): Promise<GivenAgents> {
  const [first, ...others] = made
  const templates = await readInstallTemplates()
  const isOne = first !== undefined && others.length === 0
  return {
    ready: staffWords('deskAgents.given.ready', { count: made.length }),
    there: thereWords(there),
    shownOnce: staffWords('deskAgents.given.shownOnce'),
    toPage: isOne ? staffWords('deskAgents.given.toOne') : staffWords('deskAgents.given.toAll'),
    saveFile: staffWords('deskAgents.given.saveFile'),
    fileHint: staffWords('deskAgents.given.fileHint'),
    file: isOne ? null : agentsFile(made),
    ways: isOne ? waysForOne(script, first, templates) : waysForMany(script, templates),
    agentId: isOne ? first.sourceId : null,
  }
}

const mostNamed = 5

/** Which servers had an agent already; null: none. */
function thereWords(there: readonly string[]): string | null {
  if (there.length === 0) return null
  const more = Math.max(0, there.length - mostNamed)
  return staffWords('deskAgents.given.there', { names: there.slice(0, mostNamed).join(', '), more })
}

/** Gives an agent a new token and a new secret, which are in the answer. */
export const renewAgent = deskAction(agentForms.rotation, async (fields, { db, staffId, now }) => {
  const script = await findAgentScript()
  if (!script) return { problem: none() }
  const rotated = await rotateAgent(db, { ...fields, staffId }, now)
  if (rotated === 'no-agent') return { problem: staffWords('deskAgents.actions.noAgentAnyMore') }
  if (rotated === 'changed-meanwhile')
    return {
      problem: staffWords('deskAgents.actions.changedMeanwhile'),
    }
  refresh()
  const agent = {
    ...rotated,
    sourceId: fields.sourceId,
    serverId: '',
    hostname: itsServer,
  }
  return { given: await givenOf(script, [agent], []) }
})
