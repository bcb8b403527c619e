# Folkmoot in a container: nobody's account, one volume, nothing else written.
FROM python:3.12-slim

# Charts have words on them: without a font none could be drawn.
RUN apt-get update && apt-get install --yes --no-install-recommends fonts-dejavu-core \
  && rm -rf /var/lib/apt/lists/*
RUN useradd --create-home --home-dir /data --uid 10001 folkmoot && chmod 700 /data
WORKDIR /app
COPY requirements.lock ./
RUN python -m pip install --no-cache-dir --require-hashes --requirement requirements.lock
COPY bot bot
COPY cogs cogs
COPY storage storage
COPY locales locales
COPY config.example.toml LICENSE ./
RUN python -m compileall -q bot cogs storage

USER folkmoot
WORKDIR /data
VOLUME /data
ENV PYTHONPATH=/app PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
STOPSIGNAL SIGTERM
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
