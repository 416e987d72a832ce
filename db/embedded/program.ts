import { spawn } from 'node:child_process'
import type { Owner } from './owner.ts'

export type ProgramOutcome = { isDone: boolean; output: string }

/** Runs one of PostgreSQL's programs as its user, in a session of its own: Ctrl-C is for the site, which stops the database when it has drained. */
export function runProgram(program: string, args: readonly string[], owner: Owner): Promise<ProgramOutcome> {
  const child = spawn(program, args, {
    ...(owner.isOther ? { uid: owner.uid, gid: owner.gid } : {}),
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' } as unknown as NodeJS.ProcessEnv,
  })
  let output = ''
  child.stdout.on('data', chunk => {
    output += chunk
  })
  child.stderr.on('data', chunk => {
    output += chunk
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', code => resolve({ isDone: code === 0, output }))
  })
}
