/** Mails that come back, as mail servers write them. */
type Report = { mailId: string; to: string; returned?: string[] }

const headersOf = ({ mailId, to }: Report) => [
  'Received: from status.example.com (localhost [127.0.0.1])',
  '\tby mail.example.com (Postfix) with ESMTP id 4Cdk2q1Jtz',
  'From: Status <status@example.com>',
  `To: ${to}`,
  `Message-ID: <${mailId}@status.example.com>`,
  'Subject: web07 is down',
]

function report(type: string, machine: string[], { returned, ...of }: Report, returnedType: string): Buffer {
  return Buffer.from(
    [
      'Return-Path: <>',
      'From: Mail Delivery System <MAILER-DAEMON@mail.example.com>',
      'To: status@example.com',
      'Subject: Undelivered Mail Returned to Sender',
      'MIME-Version: 1.0',
      `Content-Type: multipart/report; report-type=${type};`,
      '\tboundary="4Cdk2q1Jtz.1/mail"',
      '',
      '--4Cdk2q1Jtz.1/mail',
      'Content-Type: text/plain; charset=us-ascii',
      '',
      'I am sorry to have to tell you.',
      '',
      '--4Cdk2q1Jtz.1/mail',
      `Content-Type: message/${type}`,
      '',
      ...machine,
      '',
      '--4Cdk2q1Jtz.1/mail',
      `Content-Type: ${returnedType}`,
      '',
      ...(returned ?? headersOf(of)),
      '',
      '--4Cdk2q1Jtz.1/mail--',
      '',
    ].join('\r\n'),
  )
}

/** A delivery status report (RFC 3464). */
export function bounce(
  of: Report & { status?: string; action?: string; answer?: string[]; recipient?: string },
): Buffer {
  const { status = '5.1.1', action = 'failed', recipient = of.to } = of
  const answer = of.answer ?? [
    `Diagnostic-Code: smtp; 550 ${status} <${of.to}>: Recipient address rejected:`,
    '    User unknown',
  ]
  const machine = [
    'Reporting-MTA: dns; mail.example.com',
    'Arrival-Date: Tue, 10 Mar 2026 14:30:00 +0000 (UTC)',
    '',
    `Final-Recipient: rfc822; ${recipient}`,
    `Action: ${action}`,
    `Status: ${status}`,
    'Remote-MTA: dns; mx.example.org',
    ...answer,
  ]
  return report('delivery-status', machine, of, 'text/rfc822-headers')
}

/** A complaint (RFC 5965), which returns the whole mail. */
export function complaint(of: Report & { type?: string }): Buffer {
  const machine = [`Feedback-Type: ${of.type ?? 'abuse'}`, 'User-Agent: SomeGenerator/1.0', 'Version: 1']
  const returned = [...headersOf(of), '', 'web07 has been down since 14:30.']
  return report('feedback-report', machine, { ...of, returned }, 'message/rfc822')
}

/** A report as Exim wrote it before 4.85: words, and the mail below. */
export function eximText(of: Report, answer: string): Buffer {
  const { to } = of
  return Buffer.from(
    [
      `X-Failed-Recipients: ${to}`,
      'Auto-Submitted: auto-replied',
      'From: Mail Delivery System <Mailer-Daemon@mail.example.com>',
      'To: status@example.com',
      'Subject: Mail delivery failed: returning message to sender',
      '',
      'This message was created automatically by mail delivery software.',
      '',
      'A message that you sent could not be delivered to one or more of its',
      'recipients. This is a permanent error. The following address(es) failed:',
      '',
      `  ${to}`,
      ...(/^\d/.test(answer)
        ? [
            `    SMTP error from remote mail server after RCPT TO:<${to}>:`,
            `    host mx.example.org [192.0.2.25]: ${answer}`,
          ]
        : [`    ${answer}`]),
      '',
      '------ This is a copy of the message, including all the headers. ------',
      '',
      'Return-path: <status@example.com>',
      ...(of.returned ?? headersOf(of)),
      '',
      'web07 has been down since 14:30.',
      '',
    ].join('\r\n'),
  )
}
