import { z } from 'zod'

/** Readers of one address (an office, a household) who count for one server of a post. */
export const mostPerAddress = 5

const id = z.string().regex(/^[a-z0-9]{12}$/)
const MeTooForm = z.object({ post: id, server: id })

/** Reads the form of "I have this too"; null: it is none. */
export function readMeTooForm(
  fields: Readonly<Record<string, string>>,
): { postId: string; serverId: string } | null {
  const { data } = MeTooForm.safeParse(fields)
  return data ? { postId: data.post, serverId: data.server } : null
}
