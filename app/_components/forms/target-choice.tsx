import { readerWords } from '#app/_components/site/reader-words.ts'
import type { TargetGroup, TargetServer, Targets } from '#db/reads/subscribers/subscribing.ts'
import { writeTarget } from '#lib/rules/subscribers/target.ts'
import { Checkbox } from './checkbox.tsx'

type Props = {
  targets: Targets
  /** What is ticked already, as the form sends it. */
  chosen: ReadonlySet<string>
  /** What needs no box because it is offered elsewhere. */
  without?: ReadonlySet<string>
}

/** All servers, whole groups or single servers, as many as one likes; the groups are folded. */
export function TargetChoice({ targets: { groups, servers }, chosen, without = new Set() }: Props) {
  const members = Map.groupBy(
    servers.filter(server => !without.has(keyOf(server))),
    server => server.groupId,
  )
  const words = readerWords()
  return (
    <>
      {without.has('all') ? null : (
        <Checkbox name="target" value="all" isChecked={chosen.has('all')}>
          {words('subscribers.choice.all')}
        </Checkbox>
      )}
      {groups.map(group => (
        <Group
          key={group.id}
          group={without.has(groupKey(group)) ? null : group}
          title={group.name}
          servers={members.get(group.id) ?? []}
          chosen={chosen}
        />
      ))}
      <Group
        group={null}
        title={words(groups.length > 0 ? 'subscribers.choice.others' : 'subscribers.choice.servers')}
        servers={members.get(null) ?? []}
        chosen={chosen}
      />
    </>
  )
}

const keyOf = (server: TargetServer) => writeTarget({ is: 'server', id: server.id })
const groupKey = (group: TargetGroup) => writeTarget({ is: 'group', id: group.id })

type GroupProps = {
  /** null: not to be had as a whole. */
  group: TargetGroup | null
  title: string
  servers: readonly TargetServer[]
  chosen: ReadonlySet<string>
}

function Group({ group, title, servers, chosen }: GroupProps) {
  if (!group && servers.length === 0) return null
  const words = readerWords()
  const keys = [...(group ? [groupKey(group)] : []), ...servers.map(keyOf)]
  return (
    <details
      id={`choice-${group ? groupKey(group) : 'of-no-group'}`}
      open={keys.some(key => chosen.has(key))}
      className="border-t border-line"
    >
      <summary className="cursor-pointer py-2.5">
        {title}{' '}
        <span className="text-sm text-soft">
          {words('subscribers.choice.count', { count: servers.length })}
        </span>
      </summary>
      <div className="pb-3 ps-4">
        {group ? (
          <Checkbox name="target" value={groupKey(group)} isChecked={chosen.has(groupKey(group))}>
            {words('subscribers.choice.group', { group: group.name })}
          </Checkbox>
        ) : null}
        <div className="cells" data-cells="l">
          {servers.map(server => (
            <Checkbox
              key={server.id}
              name="target"
              value={keyOf(server)}
              isChecked={chosen.has(keyOf(server))}
            >
              {server.label}
            </Checkbox>
          ))}
        </div>
      </div>
    </details>
  )
}
