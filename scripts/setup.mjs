// Runs on any Node from 18 on, with nothing installed yet: plain JavaScript, no packages.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { removeUnused } from './remove-unused.mjs'

const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex')
const stamp = 'node_modules/.allclear-lock'

/** Runs a command with its output shown, and ends with a sentence when it fails. */
function run(command, args, sentence, env = {}) {
  if (attempt(command, args, env, 'inherit')) return
  console.error(`allclear: ${sentence}`)
  process.exit(1)
}

/** Returns whether it went well. */
function attempt(command, args, env, stdio) {
  return spawnSync(command, args, { stdio, env: { ...process.env, ...env } }).status === 0
}

/** A site that runs is not installed anew to let somebody in: whoever installed it by hand may have left out what only tests need. */
function isInstalledByHand() {
  const own = 'node_modules/.package-lock.json'
  return existsSync(own) && statSync(own).mtimeMs >= statSync('package-lock.json').mtimeMs
}

function installPackages() {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  if (process.argv.includes('--to-run') && isInstalledByHand()) return
  console.log('Installing the packages (about a minute) …')
  run(
    'npm',
    ['ci', '--no-fund', '--no-audit', '--loglevel=error'],
    'The packages could not be installed: see above, and try again.',
  )
  removeUnused()
  writeFileSync(stamp, lock)
}

function hasBrowser() {
  const places = [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ]
  return [process.env.ALLCLEAR_CHROMIUM, ...places].some(path => path && existsSync(path))
}

const quiet = { DEBIAN_FRONTEND: 'noninteractive' }
const install = ['install', '-y', '-qq', '--no-install-recommends']

function mayInstall() {
  return existsSync('/usr/bin/apt-get') && process.getuid?.() === 0
}

function installBrowser() {
  if (hasBrowser()) return
  const how = 'The browser tests need Chromium: install it, or set ALLCLEAR_CHROMIUM to its path.'
  if (!mayInstall()) {
    console.error(`allclear: ${how}`)
    process.exit(1)
  }
  console.log('Installing Chromium from the distribution (about a minute) …')
  run('apt-get', ['update', '-qq'], how, quiet)
  run('apt-get', [...install, 'chromium'], how, quiet)
}

/** Chromium without windows makes the browser tests twice as fast. They run without it, so nothing is said where it is not to be had. */
function installShell() {
  if (process.env.ALLCLEAR_CHROMIUM || existsSync('/usr/bin/chromium-headless-shell') || !mayInstall()) return
  console.log('Installing Chromium’s shell, if the distribution has it …')
  attempt('apt-get', [...install, 'chromium-headless-shell'], quiet, 'ignore')
}

/** What the tests of the agent run it by and look at it with. Without them they are skipped, and say so. */
const agentTools = [
  { program: '/usr/bin/busybox', from: 'busybox-static' },
  { program: '/usr/bin/shellcheck', from: 'shellcheck' },
  { program: '/usr/bin/rpmbuild', from: 'rpm' },
  { program: '/usr/bin/setfattr', from: 'attr' },
  { program: '/usr/bin/ssh', from: 'openssh-client' },
  // It would be started where there is an init: such a machine is somebody's, who did not ask for it.
  { program: '/usr/sbin/sshd', from: 'openssh-server', isService: true },
]
const hasInit = existsSync('/run/systemd/system')

function installAgentTools() {
  const missing = agentTools
    .filter(({ program, isService }) => !existsSync(program) && !(isService && hasInit))
    .map(({ from }) => from)
  if (missing.length === 0 || !mayInstall()) return
  console.log(`Installing ${missing.join(', ')} for the tests of the agent …`)
  if (attempt('apt-get', [...install, ...missing], quiet, 'ignore')) return
  attempt('apt-get', ['update', '-qq'], quiet, 'ignore')
  attempt('apt-get', [...install, ...missing], quiet, 'ignore')
}

installPackages()
if (process.argv.includes('--browser')) {
  installBrowser()
  installShell()
  installAgentTools()
}
