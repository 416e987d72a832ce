/** The page for operators of other sites, panels and help desks. */
export const kit = {
  title: 'Say it before they ask',
  what: 'During trouble, most mails and calls ask what this site already says. These pieces say it where customers are about to ask. Each has the address of this site filled in, and shows nothing while all is well.',
  file: 'Get {name}',
  code: 'To copy: {title}',
  pieces: {
    line: {
      title: 'One line for any page',
      text: 'A note in the corner, about the whole site, as Statuspage’s line shows it: who has that one changes its address only. <code>data-server</code> makes it about one server, by its host name, and <code>data-domain</code> about the servers of a domain, which is looked up in DNS. <code>data-place="here"</code> puts it where the line stands. To try it, type <code>statusEmbedTest()</code> into the browser’s console.',
    },
    contactForm: {
      title: 'Contact and ticket forms',
      text: 'Above the form, the note says what we know, when we say more, and lets customers write all the same.',
    },
    whmcs: {
      title: 'WHMCS',
      text: 'In the client area, what is the matter with the servers of the client who is signed in. Save it as <code>includes/hooks/allclear.php</code>.',
    },
    cpanel: {
      title: 'cPanel',
      text: 'Adds “Server status” to the tools of each customer on a server. Run it there as root.',
    },
    autoReply: {
      title: 'Automatic replies to mail',
      text: 'Answers 200 with a text for the sender’s domain, or for <code>?server=</code>. The text is empty while all is well, so it can stand in any template; with any other status, leave it out. Domains are looked up 60 times a minute for each address that asks, servers as often as you like.',
    },
    badge: {
      title: 'Badges',
      text: 'For the site, a server or a group. <code>?style=</code> takes <code>flat</code>, <code>flat-square</code> and <code>for-the-badge</code>; the same address with <code>.json</code> is an endpoint for shields.io.',
    },
    relation: {
      title: 'Tell programs where the status is',
      text: 'In the head of your own pages, and as a header of your own API (RFC 8631).',
    },
  },
} as const
