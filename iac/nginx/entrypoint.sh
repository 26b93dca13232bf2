#!/bin/sh
# Writes what nginx must know of the place where it runs, and becomes nginx. The root file system stays as it is.
#   PUBLIC_URL  the address that people open; other host names are refused, this machine's own excepted
#   MAILBOX     host:port of local-aws, whose mailbox is then shown at /mailbox; leave it out where mails are real
set -eu
here=/tmp/tintype
mkdir -p "$here/server.d"

# The engine's resolver knows the replicas; it stands first, and nginx would ask any other in turn.
resolver=$(sed -n 's/^nameserver  *//p' /etc/resolv.conf | head -n 1)
case $resolver in *:*) resolver="[$resolver]" ;; esac
host=${PUBLIC_URL#*://}
host=${host%%/*}

cat >"$here/here.conf" <<CONF
# Replicas come and go: their names are looked up again and again.
resolver $resolver valid=1s ipv6=off;
resolver_timeout 12s;
map \$http_host \$is_own_host {
  "~^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?\$" 1;
  "$host" 1;
  default 0;
}
CONF

rm -f "$here/server.d/mailbox.conf"
if [ -n "${MAILBOX:-}" ]; then
  cat >"$here/server.d/mailbox.conf" <<CONF
location ~ ^/mailbox(?:/|\.json\$|\$) {
  client_max_body_size 1k;
  set \$mailbox $MAILBOX;
  proxy_pass http://\$mailbox\$request_uri;
}
CONF
fi
exec nginx -e /dev/stderr -c /etc/nginx/tintype/nginx.conf -g 'daemon off;'
