import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { setTimeout as pass } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)
const sbin = ['/usr/sbin', '/sbin']

/** The path of a program here; null: it is not installed. */
export function programOf(name: string): string | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...sbin]
  return folders.map(folder => join(folder, name)).find(path => existsSync(path)) ?? null
}

/** The title of a tool's tests, which says why they are skipped where they are. */
export function titleOf(tool: string, program: string): string {
  if (programOf(program) === null) return `${tool} (skipped: ${program} is not installed here)`
  return process.getuid?.() === 0 ? tool : `${tool} (skipped: it takes root to act as the tool's user)`
}

export function canRun(program: string): boolean {
  return programOf(program) !== null && process.getuid?.() === 0
}

/** A folder in which a tool has its files, and the processes that were started in it. */
export class Workshop {
  readonly home: string
  private readonly started: { child: ChildProcess; exited: Promise<unknown>; output: string[] }[] = []

  constructor(home: string) {
    this.home = home
  }

  static async open(name: string): Promise<Workshop> {
    const home = await mkdtemp(join(tmpdir(), `allclear-${name}-`))
    await chmod(home, 0o755)
    await mkdir(join(home, 'var/spool'), { recursive: true })
    return new Workshop(home)
  }

  /** A text of the desk, with this folder in place of the root of the system. */
  moved(text: string): string {
    return text.replace(/(?<![\w./])\/(etc|var|usr\/local)\//g, `${this.home}/$1/`)
  }

  path(name: string): string {
    return join(this.home, name)
  }

  async write(name: string, text: string, mode = 0o644): Promise<string> {
    const file = this.path(name)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text, { mode })
    return file
  }

  read(name: string): Promise<string> {
    return readFile(this.path(name), 'utf8')
  }

  /** Runs a program to its end, and returns all that it said. Throws with that when it fails. */
  async run(program: string, args: string[], env: Record<string, string> = {}): Promise<string> {
    try {
      const options = { env: { ...process.env, ...env }, cwd: this.home, timeout: 20_000 }
      const { stdout, stderr } = await run(program, args, options)
      return `${stdout}${stderr}`
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
      throw new Error(`${program} failed: ${stdout}${stderr}`)
    }
  }

  /** Starts a program that goes on until the workshop is closed. */
  start(program: string, args: string[], env: Record<string, string> = {}): () => string {
    const child = spawn(program, args, { cwd: this.home, env: { ...process.env, ...env } })
    const output: string[] = []
    child.stdout.on('data', chunk => output.push(String(chunk)))
    child.stderr.on('data', chunk => output.push(String(chunk)))
    this.started.push({ child, output, exited: new Promise(resolve => child.once('exit', resolve)) })
    return () => output.join('')
  }

  async close(): Promise<void> {
    for (const { child, exited } of this.started) {
      child.kill('SIGTERM')
      await exited
    }
    await rm(this.home, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** The time for which the site is away is the very thing that is tried. */
const awayMs = 30_000

export function passAway(): Promise<void> {
  return pass(awayMs)
}
