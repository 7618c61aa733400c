#!/bin/sh
# keep.sh FOLDER PROGRAM [ARGUMENT...]
# Runs PROGRAM until it ends or standard input closes, which it does however the process that holds its other end dies.
# Then ends PROGRAM and removes FOLDER, unless that is empty.
folder=$1
shift
exec 3<&0
"$@" </dev/null 3<&- &
program=$!
{
  cat <&3
  kill "$program"
  sleep 5
  kill -9 "$program"
} >/dev/null 2>&1 &
watch=$!
exec 3<&-
wait "$program"
code=$?
kill "$watch" 2>/dev/null
[ -z "$folder" ] || rm -rf -- "$folder"
exit "$code"
