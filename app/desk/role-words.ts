import { type DeskRole, roles } from '#lib/rules/staff/role.ts'

/** What a person of a role is called. */
export const roleWords: Record<DeskRole, string> = {
  reader: 'a reader',
  responder: 'a responder',
  editor: 'an editor',
  owner: 'an owner',
}

/** What a person of a role may do, for whoever gives it. */
export const roleMeanings: Record<DeskRole, string> = {
  reader: 'Reader: sees the desk, changes nothing',
  responder: 'Responder: approves, updates and resolves incidents, answers comments',
  editor: 'Editor: publishes advisories and maintenance too, and keeps servers, sources and subscribers',
  owner: 'Owner: all of it, and people, keys, policy and settings',
}

/** The roles to choose from, the least first. */
export const roleChoices = roles.map(role => ({ value: role, word: roleMeanings[role] }))
