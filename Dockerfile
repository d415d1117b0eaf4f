# docker build -t restore . && docker run --rm -v "$PWD:/texts" restore align copy.txt --source source.txt
FROM python:3.13 AS build
COPY . /restore
RUN RESTORE_REQUIRE_COMPILED=1 pip wheel --no-cache-dir --no-deps --wheel-dir /wheels /restore

FROM python:3.13-slim
COPY --from=build /wheels /wheels
# Its version is that of the wheel just made.
# hadolint ignore=DL3013
RUN wheel=$(echo /wheels/*.whl) && pip install --no-cache-dir "${wheel}[batch,find]" && rm -r /wheels \
    && useradd --create-home --uid 1000 restore
USER 1000
WORKDIR /texts
ENTRYPOINT ["restore"]
CMD ["--help"]
