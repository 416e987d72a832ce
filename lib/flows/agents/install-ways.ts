import type { SnippetPart } from '#lib/alerts/snippet/snippet.ts'
import { env } from '#lib/env.ts'
import type { FilledSnippet } from '#lib/flows/sources/fill-snippet.ts'
import { type AgentMode, agentModes } from '#lib/rules/agents/agent.ts'
import type { AgentScript } from './agent-script.ts'
import type { MadeAgent } from './make-agents.ts'

export const mostAtOnce = 2000

type Proofs = Pick<MadeAgent, 'token' | 'secret'>

/** The one line that installs the agent on its server: it loads the script, looks whether it is ours, and hands it what it proves itself by. */
export function installLine({ sha256 }: AgentScript, proofs: Proofs, mode: AgentMode = 'report'): string {
  const { token, secret } = proofs
  return `${loaded(sha256)} && printf '%s\\n' '${token}' '${secret}' | sudo sh ./allclear-agent install --site ${env.SITE_URL} --mode ${mode}`
}

function loaded(sha256: string): string {
  return `curl -fsSo allclear-agent ${env.SITE_URL}/agent/allclear-agent && echo '${sha256}  allclear-agent' | sha256sum -c -`
}

/** A line for each agent: its host name, its token and its secret, with tabs between them. */
export function agentsFile(made: readonly MadeAgent[]): string {
  return made.map(({ hostname, token, secret }) => `${hostname}\t${token}\t${secret}\n`).join('')
}

/** What to paste for one server. */
export function waysForOne(script: AgentScript, agent: MadeAgent): FilledSnippet[] {
  return [
    {
      title: `On ${agent.hostname}`,
      parts: [
        {
          to: 'run',
          name: 'as root, or with sudo',
          places: [],
          language: 'sh',
          text: `${installLine(script, agent)}\n`,
        },
        modes,
      ],
    },
    { title: 'With cloud-init', parts: [cloudInit(script, agent), cloudInitNote] },
  ]
}

/** What to paste for many servers, whose tokens are in a file. */
export function waysForMany(script: AgentScript): FilledSnippet[] {
  return [
    { title: 'By ssh, one server after the other', parts: [hostLoop(script), modes] },
    { title: 'With Ansible', parts: [playbook(script), playbookNote] },
  ]
}

const modes = `Begin with --mode report: it tells you what it finds and touches nothing. ${agentModes
  .slice(1)
  .join(
    ' and ',
  )} keep a copy of what it finds, or take it out of reach; you can change that later on the server.`

export const agentsFileName = 'allclear-agents.tsv'

/** Tokens go over ssh's own line, so that no process list shows them. */
function hostLoop({ sha256 }: AgentScript): SnippetPart {
  const remote = `${loaded(sha256)} && sh ./allclear-agent install --site ${env.SITE_URL} --mode report`
  const text = [
    `tab=$(printf '\\t')`,
    `while IFS="$tab" read -r host token secret; do`,
    `  printf '%s\\n' "$token" "$secret" |`,
    `    ssh -o BatchMode=yes "root@$host" "${remote.replaceAll('"', '\\"')}" ||`,
    `    echo "$host: not installed" >&2`,
    `done < ${agentsFileName}`,
    '',
  ].join('\n')
  return { to: 'run', name: `where ${agentsFileName} lies`, places: [], language: 'sh', text }
}

function playbook({ sha256 }: AgentScript): SnippetPart {
  const text = `- hosts: all
  become: true
  tasks:
    - name: Load the agent, if it is ours
      ansible.builtin.get_url:
        url: ${env.SITE_URL}/agent/allclear-agent
        dest: /root/allclear-agent
        checksum: sha256:${sha256}
        mode: "0700"
    - name: Install it
      ansible.builtin.command:
        cmd: sh /root/allclear-agent install --site ${env.SITE_URL} --mode report
        stdin: "{{ agent_line.split('\\t')[1] }}\\n{{ agent_line.split('\\t')[2] }}"
        creates: /etc/allclear-agent.conf
      vars:
        agent_line: >-
          {{ lookup('ansible.builtin.file', '${agentsFileName}').splitlines()
             | select('match', '^' + (inventory_hostname | regex_escape) + '\\t') | first }}
      no_log: true
`
  return { to: 'save', name: 'allclear-agent.yml', places: [], language: 'yaml', text }
}

const playbookNote = `Run it with ansible-playbook allclear-agent.yml beside ${agentsFileName}, whose host names are those of your inventory. Keep that file in a vault, or delete it afterwards.`

function cloudInit({ sha256 }: AgentScript, { token, secret }: Proofs): SnippetPart {
  const text = `#cloud-config
write_files:
  - path: /root/allclear-agent.secrets
    permissions: "0600"
    content: |
      ${token}
      ${secret}
runcmd:
  - cd /root && ${loaded(sha256)} && sh ./allclear-agent install --site ${env.SITE_URL} --mode report < allclear-agent.secrets; rm -f allclear-agent.secrets
`
  return { to: 'save', name: 'user-data', places: [], language: 'yaml', text }
}

const cloudInitNote =
  'Who can read the user data of the server can read its token: it opens this one server alone.'
