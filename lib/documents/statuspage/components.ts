import type { ComponentGroup, ComponentServer } from '#db/reads/statuspage/components.ts'
import type { StatuspageSite } from '#db/reads/statuspage/statuspage-site.ts'
import { type ComponentStatus, componentStatus, groupStatus } from '#lib/rules/statuspage/component-status.ts'
import { shownIn } from '#lib/rules/time/clock.ts'
import { latest } from '#lib/rules/time/time.ts'
import { ourSite } from '#lib/site.ts'
import { statuspageId, statuspagePageId } from './page.ts'

/** A server or a group with the keys of Statuspage and no other, since some readers are strict. */
export type StatuspageComponent = {
  id: string
  name: string
  status: ComponentStatus
  created_at: string
  updated_at: string
  position: number
  description: string | null
  showcase: boolean
  start_date: string | null
  group_id: string | null
  page_id: string
  group: boolean
  only_show_if_degraded: boolean
  /** Of groups alone: the ids of its members. */
  components?: string[]
}

/** list: all in service, by their positions, which count anew in each group. byServer: by our ids, retired ones too. */
export type StatuspageComponents = {
  list: StatuspageComponent[]
  byServer: ReadonlyMap<string, StatuspageComponent>
}

/** Servers and groups as one flat list; groups without servers are left out. */
export function componentsOf({ servers, groups }: StatuspageSite): StatuspageComponents {
  const places = Map.groupBy(servers, server => (server.retiredAt ? 'retired' : server.groupId))
  const shown = groups.filter(group => places.has(group.id))
  const alone = places.get(null) ?? []
  const byServer = new Map(
    [...places].flatMap(([place, members]) => {
      const before = place === null ? shown.length : 0
      return members.map((server, index) => [server.id, serverComponent(server, before + index + 1)])
    }),
  )
  const componentOf = (server: ComponentServer) => byServer.get(server.id) ?? []
  const heads = shown.map((group, index) => groupComponent(group, places.get(group.id) ?? [], index + 1))
  const members = shown.flatMap(group => places.get(group.id) ?? [])
  const list = [...heads, ...alone.flatMap(componentOf), ...members.flatMap(componentOf)]
  return { list: list.sort((a, b) => a.position - b.position), byServer }
}

function serverComponent(server: ComponentServer, position: number): StatuspageComponent {
  const { id, label, groupId, note, createdAt, changedAt } = server
  return {
    id: statuspageId(id),
    name: label,
    status: componentStatus(server.status),
    created_at: createdAt.toISOString(),
    updated_at: changedAt.toISOString(),
    position,
    description: note,
    showcase: true,
    start_date: shownIn(ourSite().zone, createdAt).local.toISOString().slice(0, 10),
    group_id: groupId === null ? null : statuspageId(groupId),
    page_id: statuspagePageId,
    group: false,
    only_show_if_degraded: false,
  }
}

function groupComponent(
  { id, name }: ComponentGroup,
  members: readonly ComponentServer[],
  position: number,
): StatuspageComponent {
  const [first, ...rest] = members.map(member => member.createdAt.getTime())
  return {
    id: statuspageId(id),
    name,
    status: groupStatus(members.map(member => componentStatus(member.status))),
    created_at: new Date(Math.min(first ?? 0, ...rest)).toISOString(),
    updated_at: latest(members.map(member => member.changedAt)).toISOString(),
    position,
    description: null,
    showcase: false,
    start_date: null,
    group_id: null,
    page_id: statuspagePageId,
    group: true,
    only_show_if_degraded: false,
    components: members.map(member => statuspageId(member.id)),
  }
}
