#!/bin/sh
# Starts $LAB_PROGRAM as the user that $LAB_AS names to setpriv: see user.ts.
program=$LAB_PROGRAM as=$LAB_AS
unset LAB_PROGRAM LAB_AS
exec setpriv $as "$program" "$@"
