#!/bin/sh
# Reads a document: nhn.sh KIND [FILE], such as nhn.sh business scan.pdf, with NHN_APPKEY and NHN_SECRET, and NHN_HOST where it
# is not the newest. Prints the answer and its HTTP status.
set -eu
kind=$1
if [ $# -gt 1 ]; then set -- -F "image=@$2"; else set --; fi
exec curl -sS -w '\n%{http_code}\n' "https://${NHN_HOST-api-ocr.nhncloudservice.com}/v1.0/appkeys/$NHN_APPKEY/$kind" ${NHN_SECRET+-H "Authorization: $NHN_SECRET"} "$@"
