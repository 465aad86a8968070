"""What `gunicorn wsgi:app` reads in a checkout; an installed one is given `--config` (docs/deploy.md)."""

from enquiries.gunicorn_settings import *  # noqa: F403
