#!/bin/sh
# Changes a picture and waits for the result: ailab.sh PATH FIELD=VALUE…, such as
#   ailab.sh cutout/general/universal-background-removal image=@photo.jpg
# with the key in AILAB_KEY. Prints the last answer and its HTTP status.
set -eu
api=https://www.ailabapi.com/api
path=$1
shift
for field; do
  set -- "$@" -F "$field"
  shift
done
ask() { curl -sS -w '\n%{http_code}\n' -H "ailabapi-api-key: ${AILAB_KEY-}" "$@"; }
answer=$(ask "$api/$path" "$@")
task=$(printf %s "$answer" | sed -n 's/.*"task_id":"\([^"]*\)".*/\1/p')
if [ -n "$task" ]; then
  for _ in 1 2 3 4 5 6 7 8 9; do
    answer=$(ask "$api/common/query-async-task-result?task_id=$task")
    case $answer in *'"task_status":0'* | *'"task_status":1'*) sleep 0.1 ;; *) break ;; esac
  done
fi
printf '%s\n' "$answer"
