import { createHash } from 'node:crypto'
import type { drizzleAdapter } from 'better-auth/adapters/drizzle'

type MakeAdapter = ReturnType<typeof drizzleAdapter>
type Adapter = ReturnType<MakeAdapter>
type Within = Omit<Adapter, 'transaction'>
type Where = NonNullable<Parameters<Within['count']>[0]['where']>

/** What is kept of the token in a cookie: 190 random bits, so a plain hash is enough. */
function hashSession(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/**
 * The database of the identity library with one difference: of the token of a session it keeps the hash, and a session that
 * is asked for by its token comes back with it. So a copy of the table signs nobody in.
 */
export function withHashedSessions(make: MakeAdapter): MakeAdapter {
  return options => {
    const inner = make(options)
    const transaction: Adapter['transaction'] = run => inner.transaction(tx => run(hashing(tx)))
    return { ...inner, ...hashing(inner), transaction }
  }
}

function hashing<T extends Within>(inner: T): T {
  const asked = <A extends { model: string; where?: Where | undefined }>(args: A): A =>
    args.model === 'session' && args.where ? { ...args, where: args.where.map(hashedWhere) } : args
  return {
    ...inner,
    create: async args => withToken(await inner.create(hashedData(args)), tokenOf(args.model, args.data)),
    findOne: async args => withToken(await inner.findOne(asked(args)), askedToken(args)),
    findMany: args => inner.findMany(asked(args)),
    count: args => inner.count(asked(args)),
    update: async args => withToken(await inner.update(asked(args)), askedToken(args)),
    updateMany: args => inner.updateMany(asked(args)),
    delete: args => inner.delete(asked(args)),
    deleteMany: args => inner.deleteMany(asked(args)),
    consumeOne: async args => withToken(await inner.consumeOne(asked(args)), askedToken(args)),
    incrementOne: async args => withToken(await inner.incrementOne(asked(args)), askedToken(args)),
  }
}

function hashedWhere(condition: Where[number]): Where[number] {
  const { field, value } = condition
  if (field !== 'token') return condition
  if (Array.isArray(value)) return { ...condition, value: value.map(each => hashSession(String(each))) }
  return { ...condition, value: hashSession(String(value)) }
}

function hashedData<A extends { model: string; data: object }>(args: A): A {
  const token = tokenOf(args.model, args.data)
  return token === null ? args : { ...args, data: { ...args.data, token: hashSession(token) } }
}

function tokenOf(model: string, data: object): string | null {
  return model === 'session' && 'token' in data && typeof data.token === 'string' ? data.token : null
}

function askedToken({ model, where }: { model: string; where: Where }): string | null {
  const value = where.find(({ field }) => field === 'token')?.value
  return model === 'session' && typeof value === 'string' ? value : null
}

function withToken<R>(row: R, token: string | null): R {
  return row && token !== null ? { ...row, token } : row
}
