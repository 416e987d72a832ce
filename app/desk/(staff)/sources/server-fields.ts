import { staffWords } from '#app/desk/staff-words.ts'
import type { TargetServer } from '#db/reads/subscribers/subscribing.ts'
import { chosenServer } from '#lib/rules/alerts/server-choice.ts'

type Typed = { boundServers: string; defaultServer: string; agentServer: string }

type Chosen = { boundServerIds: string[]; defaultServerId: string | null; agentServerId: string | null }

/** The servers that the names in the settings mean, or the first name that means none. */
export function chooseServers(typed: Typed, servers: readonly TargetServer[]): Chosen | { problem: string } {
  const names = typed.boundServers.split(/[\s,]+/).filter(name => name !== '')
  const all = [...names, typed.defaultServer, typed.agentServer].filter(name => name !== '')
  const unknown = all.find(name => !chosenServer(name, servers))
  if (unknown !== undefined)
    return {
      problem: staffWords('deskSources.serverFields.unknownServer', { unknown }),
    }
  const idOf = (name: string) => chosenServer(name, servers)?.id ?? null
  return {
    boundServerIds: [...new Set(names.flatMap(name => idOf(name) ?? []))],
    defaultServerId: idOf(typed.defaultServer),
    agentServerId: idOf(typed.agentServer),
  }
}

/** Said where a name means no server, or several. */
export function noSuchServer(typed: string): string {
  return staffWords('deskSources.serverFields.noOneServerIsCalled', { typed })
}
