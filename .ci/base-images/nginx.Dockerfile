ARG DEBIAN
FROM $DEBIAN
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends nginx-light gettext-base curl >/dev/null \
  && rm -rf /var/lib/apt/lists/* /etc/nginx/sites-enabled/* /etc/nginx/conf.d/* \
  && mkdir -p /etc/nginx/templates /usr/share/nginx/html \
  && ln -sf /dev/stdout /var/log/nginx/access.log && ln -sf /dev/stderr /var/log/nginx/error.log \
  && groupadd --gid 101 nginx && useradd --uid 101 --gid nginx --no-create-home nginx
COPY --chmod=755 nginx.entrypoint /docker-entrypoint.sh
ENTRYPOINT ["/docker-entrypoint.sh"]
EXPOSE 80
CMD ["nginx", "-g", "daemon off;"]
