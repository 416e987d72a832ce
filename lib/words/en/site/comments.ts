/** The pages of comments that are still to be confirmed, and of the mails about answers. */
export const comments = {
  sent: {
    title: 'Look into your mailbox',
    headline: 'One more step: look into your mailbox.',
    text: 'A mail with a link is there in a minute. Your comment appears when you confirm it there, and not before. The link works for {days, plural, one {# day} other {# days}}. Your address is never shown.',
    noMail:
      'No mail? Look where your mailbox keeps spam, or go back and check the address: your text is still there.',
  },
  wrong: {
    title: 'Comment not sent yet',
    headline: 'Your comment is not sent yet.',
    name: 'Your name is missing, or longer than {most, number} characters.',
    email: 'The e-mail address is not one. Write it like jane@example.com.',
    body: 'The comment is empty, or longer than {most, number} characters.',
    post: 'The post is not public any more, or the form was not complete.',
    closed: 'This post takes no more comments. Thank you for wanting to write.',
    waiting:
      'Comments of this address wait already. Open the links that we mailed for them, or wait an hour.',
    goBack: 'Go back with your browser: what you wrote is still in the form.',
    openPost: 'Open the post anew',
  },
  confirm: {
    title: 'Confirm your comment',
    headline: 'Is this comment yours?',
    where: 'For “{post}”, as {author}:',
    button: 'Yes, publish it',
    notMine: 'If you did not write it, close the page: nobody sees it.',
  },
  closed: {
    headline: 'Your comment is not published: the comments have ended.',
    text: 'We have ended the comments below “{post}” since you wrote yours, so nobody sees it. Should we open them again within three days of your writing, this link still publishes it.',
  },
  published: {
    headline: 'Your comment is published.',
    read: 'Read it below “{post}”',
  },
  mine: {
    title: 'Your comment',
    headline: 'Your comment on “{post}”',
    waits: 'It waits for your word: open the other link in the mail.',
    hidden: 'We have taken it from the page. You can still delete it.',
    answered: 'Somebody has answered it, so its words stay. You can still delete it.',
    closed: 'The comments of this post have ended, so its words stay. You can still delete it.',
    late: 'It has stood for more than {minutes, plural, one {# minute} other {# minutes}}, so its words stay. You can still delete it.',
    edit: 'Change your words',
    editHint:
      'For {minutes, plural, one {# minute} other {# minutes}} after it appeared, unless somebody answers before. The page says that it was changed.',
    save: 'Save the change',
    tooLong:
      'Your words have {count, number} characters, and at most {most, number} fit. Make them shorter and save again.',
    tooShort:
      'There are too few words: {least, plural, one {# character is} other {# characters are}} the least. Write some and save again, or delete the comment by the link in our mail.',
    delete: 'Delete it for ever',
    deleteText: 'It goes from the page and from our database at once. This cannot be taken back.',
    read: 'Read it on its page',
  },
  changed: {
    title: 'Changed',
    headline: 'Your comment is changed.',
  },
  unchanged: {
    title: 'Not changed',
    headline: 'Your comment was not changed.',
    text: 'It has been answered meanwhile, its time was over, or the comments have ended. Go back with your browser: what you wrote is still in the form.',
  },
  deleted: {
    title: 'Deleted',
    headline: 'Your comment is deleted.',
    text: 'We have nothing of it any more.',
  },
  gone: {
    title: 'No such comment',
    headline: 'This comment is not there.',
    text: 'It was deleted, or the link is not complete. Copy the whole address from the mail.',
  },
  noted: {
    title: 'Noted',
    headline: 'Thank you: our staff see it.',
    text: 'We count it and keep nothing of you. What we find out stands on the page of the post.',
  },
  notNoted: {
    title: 'Not noted',
    headline: 'We could not note that.',
    text: 'The trouble may be over, or too many say so from your network at once. Look at the page of the post, and write a comment there if it goes on.',
  },
  openPost: 'To the post',
  expired: {
    title: 'Link expired',
    headline: 'This link publishes nothing any more.',
    text: 'It is older than {days, plural, one {# day} other {# days}} or not complete, or the comment or its post is gone. You can write it anew below one of <posts>the posts</posts>.',
  },
  quiet: {
    title: 'End mails about answers',
    headline: 'Shall we stop writing to you about answers to this comment?',
    text: 'It is your comment on “{post}”. Your notices about servers, if you have any, stay as they are.',
    button: 'Stop these mails',
  },
  quieted: {
    title: 'Mails about answers are off',
    headline: 'You get no more mails about answers to this comment.',
    text: 'The answers are on their page as before. How things are is always on <board>the board</board>.',
    oneClick: 'You get no more mails about answers to this comment.',
  },
} as const
