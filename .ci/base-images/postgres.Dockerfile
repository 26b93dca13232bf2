ARG DEBIAN
FROM $DEBIAN
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql >/dev/null \
  && rm -rf /var/lib/apt/lists/* && mkdir -p /docker-entrypoint-initdb.d \
  && ln -s /usr/lib/postgresql/*/bin/* /usr/local/bin/ || true
COPY --chmod=755 postgres.entrypoint /usr/local/bin/docker-entrypoint.sh
ENV PGDATA=/var/lib/postgresql/data
ENTRYPOINT ["docker-entrypoint.sh"]
EXPOSE 5432
STOPSIGNAL SIGINT
CMD ["postgres"]
