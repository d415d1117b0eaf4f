"""The command line: one file per command, `registry` names them, `main` runs one."""
