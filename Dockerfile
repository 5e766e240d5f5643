# The pipeline and Airflow in one image; every service of docker-compose.yml runs it. Not built by the tests.
FROM python:3.11-slim-bookworm

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 \
    GUARANTEES_ROOT=/opt/guarantees GUARANTEES_HOME=/var/lib/guarantees AIRFLOW_HOME=/var/lib/guarantees/airflow \
    GX_ANALYTICS_ENABLED=false

# A number, not a name: orchestrators that refuse root can check it.
RUN useradd --uid 10001 --user-group --home-dir /var/lib/guarantees --create-home guarantees
WORKDIR /opt/guarantees

# The locks first: they change less often than the code.
COPY requirements.lock requirements-celery.lock ./
RUN pip install --no-deps --require-hashes -r requirements.lock \
 && pip install --no-deps --require-hashes -r requirements-celery.lock

COPY pyproject.toml README.md LICENSE ./
COPY pipeline ./pipeline
COPY sql ./sql
COPY expectations ./expectations
COPY config ./config
COPY plugins ./plugins
COPY dags ./dags
RUN pip install --no-deps --no-build-isolation -e . \
 && install -d -o guarantees -g guarantees /var/lib/guarantees/archive /var/lib/guarantees/airflow/logs

USER 10001:10001
CMD ["airflow", "version"]
