ARG DEBIAN
FROM $DEBIAN
COPY node/bin/node /usr/local/bin/
COPY npm /usr/local/lib/node_modules/npm
# The user and the places are those of the public image. npm trusts what the system trusts.
RUN groupadd --gid 1000 node && useradd --uid 1000 --gid node --create-home node \
  && chmod +x /usr/local/lib/node_modules/npm/bin/*-cli.js \
  && ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm \
  && ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx \
  && mkdir -p /usr/local/etc && echo 'cafile=/etc/ssl/certs/ca-certificates.crt' >/usr/local/etc/npmrc
ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt NPM_CONFIG_GLOBALCONFIG=/usr/local/etc/npmrc
CMD ["node"]
