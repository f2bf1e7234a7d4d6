#!/bin/sh
# Makes a video and waits for it: vidu.sh CALL BODY.json, with the key in VIDU_KEY. Or asks for a task: vidu.sh task ID.
# Prints the last answer and its HTTP status.
set -eu
api=https://api.vidu.com/ent/v2
ask() { curl -sS -w '\n%{http_code}\n' -H "Authorization: Token ${VIDU_KEY-}" "$@"; }
if [ "$1" = task ]; then
  ask "$api/tasks/$2/creations"
  exit
fi
answer=$(ask "$api/$1" -H 'Content-Type: application/json' --data-binary "@$2")
task=$(printf %s "$answer" | sed -n 's/.*"task_id":"\([0-9]*\)".*/\1/p')
if [ -n "$task" ]; then
  for _ in 1 2 3 4 5 6 7 8 9; do
    answer=$(ask "$api/tasks/$task/creations")
    case $answer in *'"state":"success"'* | *'"state":"failed"'*) break ;; esac
    sleep 0.1
  done
fi
printf '%s\n' "$answer"
