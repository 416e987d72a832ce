import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { userInfo } from 'node:os'

/** Who runs PostgreSQL: this user, or for root another one, since PostgreSQL refuses root. */
export type Owner = { uid: number; gid: number; name: string; isOther: boolean }

/** Throws a sentence when this user has no name, or root finds no other user. */
export function findOwner(): Owner {
  const self = ownUser()
  if (self.uid !== 0) return { ...self, isOther: false }
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'))
  for (const wanted of ['postgres', 'nobody']) {
    const [name, , uid, gid] = users.find(([name]) => name === wanted) ?? []
    if (name && uid && gid) return { name, uid: Number(uid), gid: Number(gid), isOther: true }
  }
  throw new Error(
    'PostgreSQL does not run as root, and there is no user postgres or nobody to run it as: start Allclear as another user, or set DATABASE_URL.',
  )
}

function ownUser(): { uid: number; gid: number; name: string } {
  try {
    const { uid, gid, username } = userInfo()
    return { uid, gid, name: username }
  } catch {
    throw new Error(
      `User id ${process.getuid?.()} has no entry in /etc/passwd, without which PostgreSQL does not start: add one, or set DATABASE_URL.`,
    )
  }
}

/** Whether another user may enter this folder, or execute this file. */
export function canEnter(path: string, { uid, gid }: Owner): boolean {
  return spawnSync('test', ['-x', path], { uid, gid, cwd: '/' }).status === 0
}
