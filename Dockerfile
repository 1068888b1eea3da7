# Two stages: the first makes files (packages, front end, catalogues), the second only runs them, as nobody special.
FROM python:3.13-slim-trixie AS build
ENV UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1
WORKDIR /app
RUN pip install --no-cache-dir uv==0.13.9
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-dev --group build
COPY package.json package-lock.json ./
ENV PATH=/app/.venv/bin:$PATH
RUN npm ci --ignore-scripts --omit=dev --no-audit --no-fund
COPY . .
RUN export VOORUIT_PROFIEL=productie SECRET_KEY=only-while-building STATIC_ROOT=/app/staticfiles \
    && node build.mjs && python manage.py lettertypes && python manage.py iconen && rm -rf node_modules \
    && python manage.py vertalingen --compile \
    && python manage.py collectstatic --noinput \
    && uv sync --frozen --no-dev

FROM python:3.13-slim-trixie
RUN useradd --system --uid 10001 --home-dir /data --create-home vooruit
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    VOORUIT_PROFIEL=productie \
    VOORUIT_DATA=/data \
    MEDIA_ROOT=/data/media \
    STATIC_ROOT=/app/staticfiles \
    HOST=0.0.0.0 \
    PORT=8000
USER 10001
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "--config", "python:vooruit.gunicorn_conf"]
