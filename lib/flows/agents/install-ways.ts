import type { Pasted, SnippetPart } from '#lib/alerts/snippet/snippet.ts'
import { env } from '#lib/env.ts'
import type { FilledSnippet } from '#lib/flows/sources/fill-snippet.ts'
import type { AgentScript, InstallTemplates } from './agent-script.ts'
import type { MadeAgent } from './make-agents.ts'

export const mostAtOnce = 2000

export const agentsFileName = 'allclear-agents.tsv'

/** In place of a host name that is not at hand: what is pasted is explained in English. */
export const itsServer = 'its server'

/** The one line that installs the agent on its server: it loads the script, looks whether it is ours, and hands it what it proves itself by. */
export function installLine(
  { sha256 }: AgentScript,
  { token, secret }: Pick<MadeAgent, 'token' | 'secret'>,
): string {
  return [
    `curl -fsSo allclear-agent ${env.SITE_URL}/agent/allclear-agent`,
    `echo '${sha256}  allclear-agent' | sha256sum -c -`,
    `printf '%s\\n' '${token}' '${secret}' | sudo sh ./allclear-agent install --site ${env.SITE_URL} --mode report`,
  ].join(' && ')
}

/** A line for each agent: its host name, its token and its secret, with tabs between them. */
export function agentsFile(made: readonly MadeAgent[]): string {
  return made.map(({ hostname, token, secret }) => `${hostname}\t${token}\t${secret}\n`).join('')
}

/** What to paste for one server. */
export function waysForOne(
  script: AgentScript,
  agent: MadeAgent,
  { cloudInit }: InstallTemplates,
): FilledSnippet[] {
  const line = {
    ...bare,
    to: 'run',
    name: 'there',
    language: 'sh',
    text: `${installLine(script, agent)}\n`,
  } as const
  return [
    { title: `On ${agent.hostname}`, parts: [line, modes] },
    ...wayOf('With cloud-init', cloudInit, script, { to: 'save', name: 'user-data', language: 'yaml' }, [
      `The token and the secret are not in it, because others on a server can mostly read its user data. Your vault or image puts these two lines there as /root/allclear-agent.credentials:`,
      {
        ...bare,
        to: 'save',
        name: 'allclear-agent.credentials',
        language: 'text',
        text: `${agent.token}\n${agent.secret}\n`,
      },
    ]),
  ]
}

/** What to paste for many servers, whose tokens are in a file. */
export function waysForMany(script: AgentScript, { loop, role }: InstallTemplates): FilledSnippet[] {
  return [
    ...wayOf(
      'By ssh, one server after the other',
      loop,
      script,
      { to: 'save', name: 'loop.sh', language: 'sh' },
      [`Save it beside ${agentsFileName} and run sh loop.sh. Delete that file afterwards.`, modes],
    ),
    ...wayOf(
      'With Ansible',
      role,
      script,
      { to: 'save', name: 'roles/allclear-agent/tasks/main.yml', language: 'yaml' },
      [
        `Each server's allclear_token and allclear_secret, as ${agentsFileName} has them, come from your vault: host_vars/<host>/vault.yml, encrypted with ansible-vault.`,
      ],
    ),
  ]
}

const bare = { places: [] }

const modes =
  'Begin with --mode report: it tells you what it finds and touches nothing. With copy it also keeps a copy of it as evidence, and with move it takes it out of reach, where that locks nobody out.'

function wayOf(
  title: string,
  template: string | null,
  script: AgentScript,
  pasted: Pick<Pasted, 'to' | 'name' | 'language'>,
  notes: readonly SnippetPart[],
): FilledSnippet[] {
  if (template === null) return []
  return [{ title, parts: [{ ...bare, ...pasted, text: filled(template, script) }, ...notes] }]
}

/** The template with our address and the hash of our script; what it says at its beginning of what to replace is done then. */
function filled(template: string, { sha256 }: AgentScript): string {
  const lines = template.split('\n')
  const first = lines.findIndex(line => !/^#( |$)/.test(line) && !/^#(!|cloud-config)/.test(line))
  const kept = lines.filter((line, i) => i >= first || !/^#( |$)/.test(line))
  return kept
    .join('\n')
    .replace(/\bSITE\b/g, env.SITE_URL)
    .replace(/\bSHA256\b/g, sha256)
}
