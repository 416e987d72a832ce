import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { until } from '#tests/support/until.ts'

/** Why real mail software cannot be run here, or null. Nothing is installed by a test. */
export function missing(...programs: string[]): string | null {
  const absent = programs.filter(program => !existsSync(program))
  if (absent.length > 0) return `${absent.join(' and ')} is not here: install its Debian package.`
  return process.getuid?.() === 0 ? null : 'Only root may start it with a queue of its own.'
}

export type Daemon = { stop(): Promise<void>; start(): Promise<void>; output(): string }

/** Runs a program that stays in the foreground and listens on a port of this machine. It ends by its own process id. */
export async function startDaemon(command: string, args: string[], port: number): Promise<Daemon> {
  let child: ChildProcess
  const lines: string[] = []

  async function start(): Promise<void> {
    child = spawn(command, args)
    child.stdout?.on('data', chunk => lines.push(String(chunk)))
    child.stderr?.on('data', chunk => lines.push(String(chunk)))
    await until(() => listens(port), `${command} listens. ${lines.join('')}`, 20_000)
  }

  await start()
  return {
    start,
    output: () => lines.join(''),
    async stop() {
      const exited = new Promise(resolve => child.once('exit', resolve))
      if (child.exitCode !== null || child.signalCode !== null || !child.kill('SIGTERM')) return
      await exited
      await until(async () => !(await listens(port)), `${command} listens no more`, 20_000)
    },
  }
}

function listens(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true))
    socket.once('error', () => resolve(false))
    socket.once('close', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}
