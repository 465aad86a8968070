# The service from its wheel, with the pinned packages of production. `compose.yaml` runs every part of it.
FROM python:3.12-slim AS build
WORKDIR /source
RUN python -m pip install --no-cache-dir build hatchling
COPY pyproject.toml README.md LICENSE config.py wsgi.py ./
COPY enquiries enquiries
COPY templates templates
COPY workers workers
RUN python -m build --wheel --no-isolation --outdir /wheel

FROM python:3.12-slim
ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    GUNICORN_CMD_ARGS="--config python:enquiries.gunicorn_settings --bind 0.0.0.0:8000"
RUN useradd --create-home --uid 10001 ringback
WORKDIR /home/ringback
COPY requirements.txt ./
RUN python -m pip install --no-cache-dir --require-hashes --requirement requirements.txt
COPY --from=build /wheel /wheel
RUN python -m pip install --no-cache-dir --no-deps /wheel/*.whl && rm -r /wheel requirements.txt
USER ringback
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health/live', timeout=4)"]
CMD ["gunicorn", "wsgi:app"]
