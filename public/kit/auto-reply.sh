#!/bin/sh
# Prints what an automatic reply may say to the sender of a mail, by the domain of their address; nothing while their
# server is well, or where it is none of ours. As in procmail: REPLY=`sh auto-reply.sh "$SENDER"`
curl --fail --silent --max-time 5 --get --data-urlencode "domain=${1##*@}" https://status.example.com/deflect.txt || true
