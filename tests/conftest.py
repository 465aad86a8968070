"""What every test may ask for."""

from hypothesis import settings

pytest_plugins = [
    "tests.support.postgres",
    "tests.support.valkey",
    "tests.support.service",
    "tests.support.browser",
]

# A busy machine is no failure: only pytest's own limit ends a test.
settings.register_profile("ringback", deadline=None)
settings.load_profile("ringback")
