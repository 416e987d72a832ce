'use server'

import { z } from 'zod'
import { deskAction } from '#app/desk/desk-action.ts'
import { switchPublicTools } from '#lib/flows/settings/switch-public-tools.ts'

const wanted = z.object({ isOn: z.enum(['yes', 'no']).transform(typed => typed === 'yes') })

/** Lets programs ask by MCP without a key, or does not any more. */
export const switchTools = deskAction(wanted, async ({ isOn }, { db, staffId, now }) => {
  await switchPublicTools(db, { isOn, staffId }, now)
  return { done: isOn ? 'Any program may ask by MCP from now on.' : 'Only who has a key may ask by MCP.' }
})
