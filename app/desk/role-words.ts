import { staffWords } from '#app/desk/staff-words.ts'
import { type DeskRole, roles } from '#lib/rules/staff/role.ts'

/** What a person of a role is called. */
export const roleWords = (): Record<DeskRole, string> => ({
  reader: staffWords('deskShared.roleWords.aReader'),
  responder: staffWords('deskShared.roleWords.aResponder'),
  editor: staffWords('deskShared.roleWords.anEditor'),
  owner: staffWords('deskShared.roleWords.anOwner'),
})

/** What a person of a role may do, for whoever gives it. */
export const roleMeanings = (): Record<DeskRole, string> => ({
  reader: staffWords('deskShared.roleWords.readerSeesTheDesk'),
  responder: staffWords('deskShared.roleWords.responderMeans'),
  editor: staffWords('deskShared.roleWords.editorMeans'),
  owner: staffWords('deskShared.roleWords.ownerMeans'),
})

/** The roles to choose from, the least first. */
export const roleChoices = () => roles.map(role => ({ value: role, word: roleMeanings()[role] }))
