import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Snippet } from '#lib/alerts/snippet/snippet.ts'
import { formatOf, scriptOf } from './pasted.ts'

type Received = { body: unknown; type: string; authorization: string; id: string }

type Run = {
  args?: string[]
  env?: Record<string, string>
  input?: string
  shell?: string
  change?: (script: string) => string
}

type Ran = { code: number | null; said: string }

/** A server on loopback that keeps what is posted to it, and a folder in which a tool's script runs. */
export class PostBox {
  received: Received[] = []
  /** What is answered to each request. 'lost': it is taken, and the answer does not arrive. */
  answer: number | 'lost' = 200
  readonly home = mkdtempSync(join(tmpdir(), 'allclear-snippets-'))
  private server: Server | undefined
  private port = 0
  private readonly groups: number[] = []
  private calls = 0

  /** The same port after a pause. */
  async open(): Promise<void> {
    this.server = createServer(async (request, response) => {
      let text = ''
      for await (const chunk of request.setEncoding('utf8')) text += chunk
      if (this.answer !== 200 && this.answer !== 'lost') {
        response.writeHead(this.answer).end('{"error":"because"}')
        return
      }
      const type = request.headers['content-type'] ?? ''
      const body = type.includes('json') ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text))
      const { authorization = '' } = request.headers
      this.received.push({ body, type, authorization, id: String(request.headers['webhook-id'] ?? '') })
      if (this.answer === 'lost') request.socket.destroy()
      else response.end('{}')
    })
    await new Promise<void>(resolve => this.server?.listen(this.port, '127.0.0.1', resolve))
    this.port = (this.server.address() as AddressInfo).port
    for (const folder of ['bin', 'spool', 'tmp']) mkdirSync(join(this.home, folder), { recursive: true })
    // Notes what the list of processes would show of curl.
    const log = join(this.home, 'argv')
    this.tool('curl', `printf '%s\\n' "$*" >> '${log}'\nPATH=/usr/bin:/bin exec curl "$@" $CURL_MORE`)
  }

  /** Refuses connections until it is opened again. */
  async pause(): Promise<void> {
    this.server?.closeAllConnections()
    await new Promise(resolve => this.server?.close(resolve))
  }

  close(): void {
    this.stopLeft()
    this.server?.close()
    rmSync(this.home, { recursive: true })
  }

  empty(): void {
    this.stopLeft()
    this.received = []
    this.answer = 200
    writeFileSync(join(this.home, 'argv'), '')
    for (const name of readdirSync(join(this.home, 'spool')))
      rmSync(join(this.home, 'spool', name), { recursive: true })
  }

  /** Ends what scripts have left running, as a restart of their service does. */
  stopLeft(): void {
    for (const group of this.groups.splice(0)) {
      try {
        process.kill(-group, 'SIGKILL')
      } catch {
        // It has ended by itself.
      }
    }
  }

  /** The alerts that wait in the folder of a script, the oldest first. */
  waiting(name: string): string[] {
    const folder = join(this.home, 'spool', name)
    if (!existsSync(folder)) return []
    return readdirSync(folder)
      .filter(file => /^\d/.test(file))
      .sort()
      .flatMap(file => contentOf(join(folder, file)))
  }

  get siteUrl(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** The command line of each curl since the box was emptied. */
  get commandLines(): string[] {
    return readFileSync(join(this.home, 'argv'), 'utf8').trim().split('\n')
  }

  /** A program that a script finds first in its PATH. */
  tool(name: string, body: string): void {
    const file = this.write(join('bin', name), `#!/bin/sh\n${body}\n`)
    chmodSync(file, 0o755)
  }

  write(name: string, text: string): string {
    const file = join(this.home, name)
    writeFileSync(file, text)
    return file
  }

  /** A script as the desk gives it, with the folders of this box in place of the system's. */
  script(snippet: Snippet): string {
    return scriptOf(snippet, this.siteUrl)
      .replaceAll('/var/spool/', `${this.home}/spool/`)
      .replaceAll('/var/tmp/', `${this.home}/tmp/`)
  }

  /** Runs a snippet's script as its tool would. Throws with what the script said when it fails. */
  async run(snippet: Snippet, run: Run): Promise<void> {
    const { code, said } = await this.call(snippet, run)
    if (code !== 0) throw new Error(`exit code ${code}: ${said}`)
  }

  /** The same where the script may fail. */
  async call(
    snippet: Snippet,
    { args = [], env = {}, input = '', shell = 'sh', change = text => text }: Run,
  ): Promise<Ran> {
    // A shell reads a script as it goes, so none is written anew while another call runs it.
    const file = this.write(`${formatOf(snippet)}-${this.calls++}`, change(this.script(snippet)))
    const path = `${join(this.home, 'bin')}:/usr/bin:/bin`
    const stdin = openSync(this.write('stdin', input), 'r')
    const environment = { PATH: path, ...env } as unknown as NodeJS.ProcessEnv
    const child = spawn(shell, [file, ...args], {
      env: environment,
      stdio: [stdin, 'ignore', 'pipe'],
      detached: true,
    })
    if (child.pid) this.groups.push(child.pid)
    let said = ''
    child.stderr?.setEncoding('utf8').on('data', text => {
      said += text
    })
    const [code] = await once(child, 'close')
    closeSync(stdin)
    return { code, said }
  }
}

/** Nothing where a script has sent it meanwhile. */
function contentOf(file: string): string[] {
  try {
    return [readFileSync(file, 'utf8')]
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
