// Long because each variable is a line of its own, with what it means and what it accepts.
import { availableParallelism } from 'node:os'
import { z } from 'zod'
import { isIssuer, readRoleMap } from '#lib/rules/staff/company.ts'
import { roles } from '#lib/rules/staff/role.ts'
import { Zone } from '#lib/rules/time/zone.ts'
import { operatingAccepted, operatingVariables } from './operating-variables.ts'

/** Whether an address is a host alone. The site's own links begin at the root, so below a path all of them would lead astray. */
function isOrigin(address: string): boolean {
  const { pathname, search, hash, username, password } = new URL(address)
  return pathname === '/' && search + hash + username + password === '' && !/[?#]/.test(address)
}

/** Each opens some dozen connections to PostgreSQL, which allows 100 by default. */
const mostProcesses = 8

/** What the process may be told from outside. Every variable is optional: unset means the default here. */
const Environment = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().min(1).default('0.0.0.0'),
  /** How many processes serve the site behind the port; auto: one for each core. */
  PROCESSES: z
    .union([z.literal('auto'), z.coerce.number().int().min(1).max(mostProcesses)])
    .transform(given => (given === 'auto' ? Math.min(availableParallelism(), mostProcesses) : given))
    .default(1),
  /** Which of several processes this is, as the one that starts them tells each. */
  PROCESS_NUMBER: z.coerce.number().int().min(1).default(1),
  /** How often what is read first is made at a start: each time the code is faster, after these about as fast as it gets. 0: by who asks. */
  WARM_ROUNDS: z.coerce.number().int().min(0).max(10).default(4),
  /** How long a process that is asked to end goes on, while /readyz says already that it leaves. */
  DRAIN_SECONDS: z.coerce.number().int().min(0).max(300).default(0),
  /** Where customers reach the site, without a trailing slash: used in mails and links. */
  SITE_URL: z
    .url({ protocol: /^https?$/ })
    .transform(url => url.replace(/\/+$/, ''))
    .refine(isOrigin)
    .optional(),
  /** Unset, like TIME_ZONE and MAIL_FROM: what the desk says. */
  SITE_NAME: z.string().min(1).max(80).optional(),
  /** In which staff, readers whose zone is not known, and pages without scripts are told times. */
  TIME_ZONE: Zone.optional(),
  DATA_DIR: z.string().min(1).default('data'),
  /** What opens the secrets in the database. Unset: a file of DATA_DIR holds it, made at the first start. */
  ALLCLEAR_KEY: z
    .string()
    .regex(/^[A-Za-z0-9_-]{43}$/)
    .optional(),
  /** PostgreSQL 15 or newer. Unset: a private PostgreSQL under DATA_DIR. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  MAIL_FROM: z.string().min(3).optional(),
  RESEND_API_KEY: z.string().min(1).optional(),
  RESEND_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** whsec_…: what Resend posts to /api/mail-events is believed only with its signature. */
  RESEND_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{16,}={0,2}$/)
    .optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** Where mail servers send back what they cannot deliver. Unset: to the sender. */
  SMTP_BOUNCES_TO: z.email().optional(),
  /** The name under which the DKIM key is published, for the desk's look at the sending domain. */
  MAIL_DKIM_SELECTOR: z
    .string()
    .regex(/^[a-z0-9.-]{1,63}$/i)
    .default('resend'),
  /** Requests to the mail provider in a second. Unset: 2 for Resend, which is its limit, and no limit for the others. */
  MAIL_RATE: z.coerce.number().min(0.01).max(10_000).optional(),
  /** Connections to the SMTP server at once, each for many mails. Unset: 5. */
  MAIL_CONNECTIONS: z.coerce.number().int().min(1).max(50).optional(),
  TWILIO_ACCOUNT_SID: z
    .string()
    .regex(/^AC\w{32}$/)
    .optional(),
  TWILIO_AUTH_TOKEN: z.string().min(1).optional(),
  /** A number of ours, or the id of a messaging service. */
  TWILIO_FROM: z
    .string()
    .regex(/^(\+[1-9]\d{6,14}|MG\w{32})$/)
    .optional(),
  TWILIO_BASE_URL: z.url({ protocol: /^https?$/ }).default('https://api.twilio.com'),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]+$/)
    .optional(),
  TELEGRAM_BASE_URL: z.url({ protocol: /^https?$/ }).default('https://api.telegram.org'),
  /** Dangerous, for tests alone: customers' addresses may then lead into our own network, and need no TLS. */
  WEBHOOK_ALLOW_PRIVATE: z
    .enum(['0', '1'])
    .transform(given => given === '1')
    .default(false),
  /** The company's identity provider, by OpenID Connect: https, or http on this machine. Unset: staff sign in here alone. */
  OIDC_ISSUER: z.url().refine(isIssuer).optional(),
  OIDC_CLIENT_ID: z.string().min(1).max(500).optional(),
  /** Unset: the provider takes us without one, as a public client. */
  OIDC_CLIENT_SECRET: z.string().min(1).max(500).optional(),
  /** What staff call it, on the button. */
  OIDC_NAME: z.string().min(1).max(60).default('your company account'),
  /** The claim that gives roles, with dots where it lies within another. Unset: roles are given at the desk alone. */
  OIDC_ROLES_CLAIM: z.string().min(1).max(200).optional(),
  /** Which value of it gives which role. Unset: its values are the names of roles. */
  OIDC_ROLES: z
    .string()
    .max(5000)
    .transform(readRoleMap)
    .pipe(z.map(z.string(), z.enum(roles)))
    .optional(),
  /** The endpoint of chat completions that drafts words of staff in other languages: never one that it redirects to. Unset: none. */
  TRANSLATOR_URL: z.url({ protocol: /^https?$/ }).optional(),
  TRANSLATOR_KEY: z
    .string()
    .regex(/^[\x21-\x7e]{1,1000}$/)
    .optional(),
  TRANSLATOR_MODEL: z.string().min(1).max(200).optional(),
  IMPORT_KEY: z.string().min(1).max(1000).optional(),
  /** How many proxies in front add to X-Forwarded-For; 0 trusts none. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  ...operatingVariables,
  /** From which level on lines go to the log. */
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  /** Whether alerts are kept on the disk, in the folder spool of DATA_DIR, while the database is away. */
  ALERT_SPOOL: z.enum(['on', 'off']).default('off'),
  /** Whether public pages are kept. Unset: not in development, where each request shows what was changed. */
  PAGE_CACHE: z
    .enum(['0', '1'])
    .transform(given => given === '1')
    .optional(),
})

const WholeEnvironment = Environment.superRefine((read, context) => {
  const missing = read.OIDC_ISSUER && !read.OIDC_CLIENT_ID ? 'OIDC_CLIENT_ID' : null
  const alone = read.OIDC_CLIENT_ID && !read.OIDC_ISSUER ? 'OIDC_ISSUER' : null
  const unnamed = read.TRANSLATOR_URL && !read.TRANSLATOR_MODEL ? 'TRANSLATOR_MODEL' : null
  for (const path of [missing, alone, unnamed]) if (path) context.addIssue({ code: 'custom', path: [path] })
})

const accepted: Record<keyof z.infer<typeof Environment>, string> = {
  NODE_ENV: 'development, production or test',
  PORT: 'a port number from 0 to 65535',
  PROCESSES: `a number of processes from 1 to ${mostProcesses}, or auto`,
  PROCESS_NUMBER: 'a number from 1, which npm start sets by itself',
  WARM_ROUNDS: 'a number from 0 to 10',
  DRAIN_SECONDS: 'a number of seconds from 0 to 300',
  HOST: 'an address to listen on, such as 127.0.0.1',
  SITE_URL: 'an address without a path, such as https://status.example.com',
  SITE_NAME: 'a name of 1 to 80 characters',
  TIME_ZONE: 'a time zone such as Europe/Berlin or UTC',
  DATA_DIR: 'a directory that this user may write to',
  ALLCLEAR_KEY: 'the 43 letters, digits, - and _ of a key, as the file "key" in DATA_DIR has them',
  DATABASE_URL: 'an address such as postgres://user:password@host:5432/name',
  MAIL_FROM: 'a sender such as Status <status@example.com>',
  RESEND_API_KEY: 'a key from Resend, such as re_…',
  RESEND_BASE_URL: 'an address such as https://api.resend.com',
  RESEND_WEBHOOK_SECRET: 'the signing secret of a webhook at Resend, whsec_…',
  SMTP_URL: 'an address such as smtps://user:password@mail.example.com:465',
  SMTP_BOUNCES_TO: 'an address such as bounces@example.com',
  MAIL_DKIM_SELECTOR: 'a name such as resend',
  MAIL_RATE: 'a number of requests in a second, from 0.01 to 10000',
  MAIL_CONNECTIONS: 'a number of connections from 1 to 50',
  TWILIO_ACCOUNT_SID: 'an account id from Twilio: AC and 32 characters',
  TWILIO_AUTH_TOKEN: 'the secret token of that account',
  TWILIO_FROM: 'a number such as +15005550006, or a messaging service: MG and 32 characters',
  TWILIO_BASE_URL: 'an address such as https://api.twilio.com',
  TELEGRAM_BOT_TOKEN: 'a token from @BotFather, such as 123456:ABC-DEF',
  TELEGRAM_BASE_URL: 'an address such as https://api.telegram.org',
  WEBHOOK_ALLOW_PRIVATE: '0, or 1 in tests',
  OIDC_ISSUER:
    'an address such as https://login.example.com (http on this machine alone), with OIDC_CLIENT_ID beside it',
  OIDC_CLIENT_ID: 'the id of this site at the identity provider, with OIDC_ISSUER beside it',
  OIDC_CLIENT_SECRET: 'the secret of this site at the identity provider',
  OIDC_NAME: 'a name of 1 to 60 characters',
  OIDC_ROLES_CLAIM: 'the name of a claim, such as groups or realm_access.roles',
  OIDC_ROLES: 'a mapping such as status-owners=owner, night-shift=responder',
  TRANSLATOR_URL: 'an address such as https://llm.example.com/v1/chat/completions',
  TRANSLATOR_KEY: 'a key of up to 1000 letters, digits and signs',
  TRANSLATOR_MODEL: 'the name of a model, which TRANSLATOR_URL needs',
  IMPORT_KEY: 'the key or token of the product that you come from',
  TRUSTED_PROXIES: 'a number from 0 to 5',
  ...operatingAccepted,
  LOG_LEVEL: 'debug, info, warn, error, fatal or silent',
  ALERT_SPOOL: 'on or off',
  PAGE_CACHE: '1 to keep public pages, or 0',
}

/** The names of all variables. */
export const variableNames: readonly string[] = Object.keys(accepted)

export type Env = z.infer<typeof Environment> & { SITE_URL: string }

/** Variables whose value is a secret, or holds one: named in an error, never shown. */
const secret = new Set([
  'METRICS_TOKEN',
  'ALLCLEAR_KEY',
  'DATABASE_URL',
  'RESEND_API_KEY',
  'RESEND_WEBHOOK_SECRET',
  'SMTP_URL',
  'TWILIO_AUTH_TOKEN',
  'TELEGRAM_BOT_TOKEN',
  'OIDC_CLIENT_SECRET',
  'IMPORT_KEY',
  'TRANSLATOR_KEY',
])

/** An address of the site is public, but not what somebody put in front of its host. */
function isSecret(name: string, value: string | undefined): boolean {
  return secret.has(name) || (name === 'SITE_URL' && /@/.test(value ?? ''))
}

/**
 * Checks the variables of a process.
 * Returns the environment, or one sentence for each variable that is wrong: its name, what it got, what it accepts.
 */
export function readEnv(raw: Record<string, string | undefined>): { env: Env } | { problems: string[] } {
  // A variable set to nothing (FOO= in a unit file) counts as unset.
  const given = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== ''))
  const parsed = WholeEnvironment.safeParse(given)
  if (parsed.success) {
    const env = parsed.data
    return { env: { ...env, SITE_URL: env.SITE_URL ?? `http://localhost:${env.PORT}` } }
  }
  const names = [...new Set(parsed.error.issues.map(issue => String(issue.path[0])))]
  return {
    problems: names.map(name => {
      const got = isSecret(name, given[name]) ? 'a value that is not shown here' : `"${given[name]}"`
      return `${name} is ${got}, but accepts ${accepted[name as keyof typeof accepted]}.`
    }),
  }
}

function load(): Env {
  const result = readEnv(process.env)
  if ('env' in result) return result.env
  // There is no log yet: how much it says is one of these variables.
  const sentences = [...result.problems, 'correct the environment and start again.']
  process.stderr.write(sentences.map(sentence => `allclear: ${sentence}\n`).join(''))
  process.exit(1)
}

export const env: Env = load()
