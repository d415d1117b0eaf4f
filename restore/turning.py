"""What long loops of typed modules have of their own: when they look at signals and lend Python's lock next."""


class Turning:
    """Whatever works in such a loop; `natives.took` counts its steps. As it is, Python itself sees to all that."""
