#!/bin/sh
# Tags pictures: omnious.sh METHOD PATH [BODY.json], with the key in OMNIOUS_KEY, such as
#   omnious.sh POST tags body.json      omnious.sh POST bulk body.json     omnious.sh PUT bulk/TASK body.json
#   omnious.sh GET bulk/TASK/status     omnious.sh GET 'bulk/TASK?offset=0&size=100'
# Prints the answer and its HTTP status.
set -eu
method=$1 path=$2
if [ $# -gt 2 ]; then set -- --data-binary "@$3" -H 'Content-Type: application/json'; else set --; fi
exec curl -sS -w '\n%{http_code}\n' -X "$method" "https://api.omnious.com/tagger/v2.12/$path" ${OMNIOUS_KEY+-H "x-api-key: $OMNIOUS_KEY"} "$@"
