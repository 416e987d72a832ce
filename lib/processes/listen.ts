import type { Server } from 'node:http'
import { createServer } from 'node:net'

/** Listens at a port, or at a socket that is this process's own. Rejects with a sentence where the port cannot be had. */
export function listen(server: Server, at: string | number, host?: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(refusalOf(error, at, host)))
    const place = typeof at === 'string' ? { path: at, exclusive: true } : { port: at, host }
    server.listen(place, () => resolve(server))
  })
}

/** Rejects with a sentence where a port cannot be had, before anything is begun. */
export function checkPort(port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', error => reject(refusalOf(error, port, host)))
    probe.listen({ port, host }, () => probe.close(() => resolve()))
  })
}

function refusalOf(error: NodeJS.ErrnoException, at: string | number, host?: string): Error {
  if (error.code === 'EADDRINUSE')
    return new Error(`Port ${at} on ${host} is in use: end the other program, or set PORT to another one.`)
  if (!host) return error
  return new Error(
    `Port ${at} on ${host} may not be opened by this user (${error.code}): set PORT to one above 1023, or HOST to an address of this machine.`,
  )
}
