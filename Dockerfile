# 只装 CPU 版 PyTorch 时，用 --build-arg PIP_EXTRA_INDEX_URL=… 指向 PyTorch 官网给出的 CPU 索引（见 README）。
FROM python:3.11-slim

ARG PIP_EXTRA_INDEX_URL=""
ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 \
    HF_HUB_OFFLINE=1 ANONYMIZED_TELEMETRY=False DATA_DIR=/data

WORKDIR /app
COPY requirements-torch.lock requirements.lock requirements-extras.lock ./
RUN pip install -r requirements-torch.lock \
    && pip install --no-deps --require-hashes -r requirements.lock \
    && pip install --no-deps --require-hashes -r requirements-extras.lock

COPY pyproject.toml README.md LICENSE ./
COPY knowledge knowledge
COPY credit_core credit_core
COPY assistant assistant
COPY channels channels
COPY evals evals
RUN pip install --no-deps --no-build-isolation . \
    && useradd --system --uid 10001 --no-create-home assistant \
    && install -d -o assistant -g assistant /data

USER assistant
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=3s --start-period=30s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
CMD ["credit-assistant", "serve", "--host", "0.0.0.0", "--port", "8000"]
