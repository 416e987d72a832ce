import { z } from 'zod'
import { idField, isTicked } from '#app/desk/forms.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { agentStandings } from '#lib/rules/agents/agent.ts'

export const agentForms = {
  making: z.object({
    serverNames: z.string().max(500_000, { error: () => staffWords('deskAgents.agentForms.tooLong') }),
    groupId: z.union([z.literal('').transform(() => null), idField]).default(null),
    isAll: isTicked,
  }),
  rotation: z.object({
    sourceId: idField,
    version: z.string().regex(/^[0-9a-f]{16}$/, { error: () => staffWords('deskAgents.agentForms.notOurs') }),
    isLeaked: isTicked,
  }),
}

export const standingField = z.enum(agentStandings)
