import type { TargetServer, Targets } from '#db/reads/subscribing.ts'
import { writeTarget } from '#lib/rules/subscription.ts'
import { describedBy } from './labelled.tsx'

type Props = { id: string; targets: Targets; chosen: string; hasProblem: boolean }

/** One server, a whole group, or all: a plain list in which typing a name finds it. */
export function TargetSelect({ id, targets: { groups, servers }, chosen, hasProblem }: Props) {
  const members = Map.groupBy(servers, server => server.groupId)
  return (
    <select
      id={id}
      name="target"
      required
      defaultValue={chosen}
      className="field"
      {...describedBy(id, { problem: hasProblem })}
    >
      <option value="">Choose your server</option>
      <option value="all">All servers</option>
      {groups.length > 0 ? (
        <optgroup label="Whole groups">
          {groups.map(group => (
            <option key={group.id} value={writeTarget({ serverId: null, groupId: group.id })}>
              All of {group.name}
            </option>
          ))}
        </optgroup>
      ) : null}
      {groups.map(group => (
        <Servers key={group.id} label={group.name} servers={members.get(group.id) ?? []} />
      ))}
      <Servers label={groups.length > 0 ? 'Other servers' : 'Servers'} servers={members.get(null) ?? []} />
    </select>
  )
}

function Servers({ label, servers }: { label: string; servers: readonly TargetServer[] }) {
  if (servers.length === 0) return null
  return (
    <optgroup label={label}>
      {servers.map(server => (
        <option key={server.id} value={writeTarget({ serverId: server.id, groupId: null })}>
          {server.label}
        </option>
      ))}
    </optgroup>
  )
}
