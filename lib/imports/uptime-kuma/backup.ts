import { z } from 'zod'
import type { Draft } from '#lib/imports/building/draft.ts'
import { looseFlag, looseId, looseList, looseText } from '#lib/imports/building/shape.ts'
import { CannotRead } from '#lib/imports/source/cannot-read.ts'
import { addKumaMonitor } from './monitors.ts'

const Backup = z.object({
  version: z.string(),
  monitorList: looseList(
    z.object({
      id: looseId,
      name: looseText,
      type: looseText,
      url: looseText,
      hostname: looseText,
      description: looseText,
      parent: looseId.nullish().catch(null),
      active: looseFlag.optional(),
    }),
  ),
})

/** "Backup" of the settings of Uptime Kuma 1 (src/components/settings/Backup.vue). Its groups are monitors of the type group. */
export function addKumaBackup(draft: Draft, read: unknown): void {
  const backup = Backup.safeParse(read).data
  if (!backup || backup.monitorList.length === 0) throw new CannotRead('not-this-product', 'monitorList')
  const groups = backup.monitorList.filter(({ type }) => type === 'group')
  for (const { id, name } of groups) draft.add({ kind: 'group', id, name: (name ?? '').slice(0, 80) })
  for (const { id, name, type, url, hostname, description, parent, active } of backup.monitorList) {
    if (type === 'group') continue
    if (active === false) draft.leave('hidden', name)
    else
      addKumaMonitor(draft, {
        id,
        name: name ?? '',
        checked: [hostname, url],
        note: description ?? null,
        groupId: parent && draft.has('group', parent) ? parent : null,
      })
  }
}
