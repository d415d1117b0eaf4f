"""The review app: everything that draws on a terminal through Textual. Knows `restore`; `restore` does not know it."""
