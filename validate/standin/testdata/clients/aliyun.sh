#!/bin/sh
# Recognises a picture: aliyun.sh HOST PATH BODY.json, with the AppCode in ALIYUN_APPCODE. Prints the answer with its headers,
# since the gateway says there what is wrong.
set -eu
exec curl -sS -i "https://$1$2" ${ALIYUN_APPCODE+-H "Authorization: APPCODE $ALIYUN_APPCODE"} -H 'Content-Type: application/json; charset=UTF-8' --data-binary "@$3"
