ARG DEBIAN
FROM $DEBIAN
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends rabbitmq-server >/dev/null && rm -rf /var/lib/apt/lists/*
COPY --chmod=755 rabbitmq.entrypoint /usr/local/bin/docker-entrypoint.sh
ENTRYPOINT ["docker-entrypoint.sh"]
EXPOSE 5672 15672
CMD ["rabbitmq-server"]
