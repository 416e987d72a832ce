/** What the doctor finds: what is so, and what to do where it is not as it should be. */
export const doctor = {
  checks: {
    environment: 'environment',
    machine: 'machine',
    directory: 'data directory',
    key: 'key',
    database: 'database',
    sender: 'sender',
    mail: 'mail',
    address: 'address',
    reach: 'way in',
  },
  levels: { ok: 'ok', warn: 'warn', wrong: 'WRONG' },
  summary:
    '{wrong, plural, =0 {} one {One thing is wrong. } other {# things are wrong. }}{warn, plural, =0 {{wrong, plural, =0 {All is well.} other {}}} one {One thing should be looked at.} other {# things should be looked at.}}',
  letter: {
    subject: 'A test letter of {site}',
    text: 'This letter was asked for on the server of {url}, to see whether mail arrives. Nothing is to be done.',
  },
  findings: {
    goodEnvironment: 'Every variable that is set has a value that Allclear takes.',
    wrongVariable: '{sentence} The site does not start with it; here the variable counts as unset.',
    unknownVariable:
      '{name} is no variable of Allclear: look for a typing error. .env.example has all of them.',
    halfTwilio:
      'No SMS is sent, because {missing} of Twilio’s three variables is missing: set all three, or none.',
    twoMailers:
      'RESEND_API_KEY and SMTP_URL are both set, and Resend counts: remove the one that is not meant.',
    goodNode: 'Node {version}.',
    otherNode:
      'Node {version} runs this, and Allclear is tested with Node {wanted}: start it by npm, which brings that along.',
    goodDirectory: '{path} can be written to, is closed to others, and has {free, number} MB free.',
    newDirectory: '{path} is made at the first start.',
    closedDirectory:
      '{path} cannot be written to: give it to the user of the site, or set DATA_DIR to another one.',
    openDirectory: '{path} is open to other users of this machine (mode {mode}): chmod -R go= {path}',
    littleSpace: '{path} has {free, number} MB free: make room before an attack fills it with alerts.',
    noSpace: '{path} has {free, number} MB free: without room the database stops taking alerts.',
    goodKey: 'The key {id} in {place} opens the secrets in the database. Keep a copy elsewhere.',
    noKeyYet: 'No key yet: the first start makes {place}.',
    missingKey:
      'The secrets in the database were sealed with the key {sealedWith}, and there is none in {place}: put it back from a backup. The site does not start without it.',
    otherKey:
      '{place} holds the key {id}, but the secrets in the database were sealed with {sealedWith}: put that one back. The site does not start with another.',
    openKey:
      'Other users of this machine may read the key {place} (mode {mode}): chmod 600 {place}, then npm run rotate-key.',
    goodDatabase:
      '{whose, select, private {The private PostgreSQL {version} answers.} other {PostgreSQL {version} at DATABASE_URL answers.}}',
    newDatabase: 'No database yet: the first start makes a private PostgreSQL in {path}.',
    awayDatabase: '{reason}',
    olderMigration:
      '{missing, plural, one {# migration has} other {# migrations have}} not run yet: the next start runs them. Make a backup first.',
    laterMigration:
      'The database was brought up to date by a later version, whose last migration is not {latest}: install that version again.',
    halfImport: 'An import into this database was cut off: make an empty database, and import into that.',
    unsafeDatabase:
      'The database has {setting} off, so what was acknowledged is lost when the power fails: turn it on.',
    plainDatabase:
      'The way to the database is not encrypted, and leads through networks of others: let DATABASE_URL end in ?sslmode=verify-full.',
    slowDatabase:
      'The database takes {ms, number} ms for the smallest question: it should be near, and not busy.',
    fewConnections:
      'The database has {free, number} connections left, and each process of the site takes up to 20: raise max_connections, or look who holds the others.',
    otherClock:
      'The clock of {whose} and of this machine are {seconds, number} seconds apart: let both follow a time server (timedatectl set-ntp true).',
    senderRecord: '{name}: {sentence}',
    localSender:
      'Mail comes from {address}, which no mailbox takes: set the sender at the desk under Settings, or MAIL_FROM.',
    goodResend: 'Resend takes the key, and mail from {domain}.',
    sendingKeyResend:
      'Resend takes the key, which may do nothing but send; whether {domain} is verified, it does not say.',
    refusedResend: 'Resend refuses the key ({reason}): make a new one there, and set RESEND_API_KEY.',
    noDomainResend:
      'Resend takes the key, but does not know {domain}: add the domain there, or send from another.',
    unverifiedResend:
      'Resend calls {domain} {status}: add the DNS records that it names, and let it verify them.',
    goodSmtp: '{host} takes the connection and the login.',
    refusedSmtp: 'The mail server refuses the login ({reason}): correct user and password in SMTP_URL.',
    awayMailer: '{by, select, resend {Resend} other {The mail server}} cannot be reached: {reason}',
    outboxOnly:
      'Nobody is mailed: mail goes to files in {path}. Set RESEND_API_KEY or SMTP_URL for real readers.',
    sentLetter: 'A test letter to {to} was handed over. Look whether it arrives, and not as spam.',
    refusedLetter: 'The test letter to {to} was not taken: {reason}',
    goodAddress: '{host} is {addresses} in DNS.',
    localAddress:
      'SITE_URL leads to {host}, which readers elsewhere cannot open: set it before you invite anybody.',
    noAddress: 'DNS has no address for {host}: add an A or AAAA record, or correct SITE_URL.',
    noAnswerAddress:
      'DNS did not answer for {host}: look at the resolvers of this machine (/etc/resolv.conf).',
    goodReach:
      '{siteUrl} leads to this site, and client addresses, host and protocol arrive as they should ({proxies, plural, =0 {no proxy} one {# proxy} other {# proxies}}).',
    siteDown:
      'The site does not run, so nobody looked how readers reach it: start it, and run the doctor again.',
    noReach:
      '{siteUrl} cannot be reached from here: {reason} If only this machine cannot (NAT), look from elsewhere.',
    notOurs:
      '{siteUrl} answers (status {status}), but it is not this site with this database: look where the proxy leads to.',
    endingCertificate:
      'The certificate ends in {days, plural, =0 {less than a day} one {# day} other {# days}}: renew it, and let it renew itself.',
    plainSite: '{siteUrl} is not encrypted: put a proxy with TLS in front, and set SITE_URL to https.',
    untrustedProxy:
      'A proxy stands in front, but TRUSTED_PROXIES is 0, so all readers share one address and its limits: set it to the number of proxies in a row.',
    tooFewProxies:
      '{proxies, number} proxies stand in a row, but TRUSTED_PROXIES is {trustedProxies, number}: so readers share the address of a proxy, and its limits. Set it to {proxies, number}.',
    tooManyProxies:
      'TRUSTED_PROXIES is {trustedProxies, number}, but {proxies, plural, =0 {no proxy adds} one {# proxy adds} other {# proxies add}} to X-Forwarded-For: so anybody can pass for any address. Set it to {proxies, number}, or let each proxy add the address that it sees.',
    openPort:
      'TRUSTED_PROXIES is {trustedProxies, number} and HOST is {host}: whoever reaches port {port} past the proxy can pass for any address. Set HOST=127.0.0.1, or let a firewall admit the proxy alone.',
    lostHost:
      'The site is asked for {host}, but hears {seen}: forms are refused. Let the proxy pass the name on (nginx: proxy_set_header Host $host).',
    lostProtocol:
      'The site is asked by {protocol}, but hears "{seen}": let the proxy say so (nginx: proxy_set_header X-Forwarded-Proto $scheme).',
    heldStream:
      'The proxy holds the live stream back, so open pages do not change by themselves: switch its buffering off for /live.',
    unchecked: 'This could not be looked at: {reason}',
    tooSlow: 'This took longer than {seconds, number} seconds and was left.',
  },
}
