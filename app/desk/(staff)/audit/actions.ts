'use server'

import { z } from 'zod'
import { deskAction, say } from '#app/desk/desk-action.ts'
import { askForGood } from '#app/desk/questions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readAuditKeeping } from '#db/reads/settings/audit-keeping.ts'
import { keepAudit } from '#lib/flows/staff/keep-audit.ts'
import { leastKeptDays, mostKeptDays } from '#lib/rules/staff/audit-keeping.ts'

const range = {
  error: () =>
    staffWords('deskAudit.actions.hasWrongForm', {
      least: String(leastKeptDays),
      most: String(mostKeptDays),
    }),
}
const keeping = z.object({
  keptDays: z.coerce.number(range).int(range).min(leastKeptDays, range).max(mostKeptDays, range),
})

/** Asks where lines would be gone for good in the next night. */
export const saveKeeping = deskAction(
  keeping,
  async ({ keptDays }, { db, staffId, now }) =>
    say(await keepAudit(db, { keptDays, staffId }, now), { done: staffWords('deskAudit.actions.saved') }),
  async ({ keptDays }, { db }) =>
    keptDays < (await readAuditKeeping(db)).keptDays
      ? askForGood(
          staffWords('deskAudit.actions.askRemoveLines', { keptDays: String(keptDays) }),
          staffWords('deskAudit.actions.yesRemoveThem'),
        )
      : null,
)
