"""`python -m restore` is the `restore` command."""

from restore.cli.main import run

if __name__ == "__main__":
    run()
