import type { z } from 'zod'
import { readTypedServers } from '#app/desk/server-names.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { Targets } from '#db/reads/subscribers/subscribing.ts'
import { chosenServer } from '#lib/rules/alerts/server-choice.ts'
import type { MaintenanceSlot } from '#lib/rules/maintenance/maintenance.ts'
import { readTurns, slotsOf, type Turn, turnsOneByOne } from '#lib/rules/maintenance/slots.ts'
import type { maintenanceForm } from './maintenance-form.ts'

type Typed = Omit<z.infer<typeof maintenanceForm>, 'lasts'>

/** The servers of the form each with its turn, at least one; or what is wrong with them. */
export function plannedSlots(
  typed: Typed,
  targets: Targets,
): { slots: MaintenanceSlot[] } | { problem: string } {
  const chosen = readTypedServers(typed, targets)
  if ('problem' in chosen) return chosen
  const own = typedTurns(typed, targets)
  if ('problem' in own) return own
  const turned = new Set(own.turns.map(turn => turn.server))
  const rest = chosen.ids.filter(id => !turned.has(id))
  const turns = typed.minutesEach
    ? [...own.turns, ...turnsOneByOne(rest, typed.from, typed.minutesEach)]
    : own.turns
  if (turns.length + rest.length === 0)
    return { problem: staffWords('deskMaintenance.plannedSlots.noServer') }
  const found = slotsOf(rest, turns, typed, typed.zone)
  if ('slots' in found) return found
  const label =
    targets.servers.find(server => server.id === found.outside)?.label ??
    staffWords('deskMaintenance.plannedSlots.aServer')
  return { problem: staffWords('deskMaintenance.plannedSlots.theTurnOfLabel', { label }) }
}

function typedTurns({ turns: text }: Typed, targets: Targets): { turns: Turn[] } | { problem: string } {
  const read = readTurns(text)
  if ('wrong' in read)
    return {
      problem: staffWords('deskMaintenance.plannedSlots.wrongIsNoTurn', { wrong: read.wrong }),
    }
  const turns: Turn[] = []
  for (const { server, from, to } of read.turns) {
    const known = chosenServer(server, targets.servers)
    if (!known) return { problem: staffWords('deskMaintenance.plannedSlots.unknownServer', { server }) }
    if (turns.some(turn => turn.server === known.id))
      return { problem: staffWords('deskMaintenance.plannedSlots.labelHasTwoTurns', { label: known.label }) }
    turns.push({ server: known.id, from, to })
  }
  return { turns }
}
