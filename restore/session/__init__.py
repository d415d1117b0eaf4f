"""A review without a screen: differences, what a person said of them, undo, and the journal that outlives a crash."""
