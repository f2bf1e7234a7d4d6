// The flags of curl by what follows them; https://curl.se/docs/manpage.html. The Go command line has the same lists.

/** The flags with a value that change the request. */
export const ACTING = flags(`
  -X --request -H --header -d --data --data-ascii --data-binary --data-raw --data-urlencode --json -F --form --form-string -u --user --oauth2-bearer
  --url-query --url -T --upload-file -A --user-agent -e --referer -r --range -b --cookie -K --config --variable --request-target --aws-sigv4
`);

/** The other flags with a value. */
export const VALUES = flags(`
  --abstract-unix-socket --alt-svc --cacert --capath -E --cert --cert-type --ciphers --connect-timeout --connect-to -C --continue-at -c --cookie-jar
  --create-file-mode --crlfile --curves --delegation --dns-interface --dns-ipv4-addr --dns-ipv6-addr --dns-servers --doh-url -D --dump-header --ech
  --egd-file --engine --etag-compare --etag-save --expect100-timeout --ftp-account --ftp-alternative-to-user --ftp-method -P --ftp-port
  --ftp-ssl-ccc-mode --happy-eyeballs-timeout-ms --haproxy-clientip --hostpubmd5 --hostpubsha256 --hsts --interface --ip-tos --ipfs-gateway
  --keepalive-cnt --keepalive-time --key --key-type --krb --libcurl --limit-rate --local-port --login-options --mail-auth --mail-from --mail-rcpt
  --max-filesize --max-redirs -m --max-time --netrc-file --noproxy -o --output --output-dir --parallel-max --pass --pinnedpubkey --preproxy --proto
  --proto-default --proto-redir -x --proxy --proxy-cacert --proxy-capath --proxy-cert --proxy-cert-type --proxy-ciphers --proxy-crlfile --proxy-header
  --proxy-key --proxy-key-type --proxy-pass --proxy-pinnedpubkey --proxy-service-name --proxy-tls13-ciphers --proxy-tlsauthtype --proxy-tlspassword
  --proxy-tlsuser -U --proxy-user --proxy1.0 --pubkey -Q --quote --random-file --rate --resolve --retry --retry-delay --retry-max-time --sasl-authzid
  --service-name --sigalgs --socks4 --socks4a --socks5 --socks5-gssapi-service --socks5-hostname -Y --speed-limit -y --speed-time --stderr -t
  --telnet-option --tftp-blksize -z --time-cond --tls-max --tls13-ciphers --tlsauthtype --tlspassword --tlsuser --trace --trace-ascii --trace-config
  --unix-socket --vlan-priority -w --write-out
`);

/** The flags without a value that do not change the request. */
export const SWITCHES = flags(`
  --alpn --anyauth -a --append --basic --buffer --ca-native --cert-status --clobber --compressed --compressed-ssh --create-dirs --crlf --digest -q
  --disable --disable-eprt --disable-epsv --disallow-username-in-url --doh-cert-status --doh-insecure --eprt --epsv -f --fail --fail-early
  --fail-with-body --false-start --ftp-create-dirs --ftp-pasv --ftp-pret --ftp-skip-pasv-ip --ftp-ssl-ccc --ftp-ssl-control --haproxy-protocol --http0.9
  -0 --http1.0 --http1.1 --http2 --http2-prior-knowledge --http3 --http3-only --ignore-content-length -i --include --show-headers -k --insecure -4
  --ipv4 -6 --ipv6 -j --junk-session-cookies --keepalive -l --list-only -L --location --location-trusted --mail-rcpt-allowfails --metalink --mptcp
  --negotiate -n --netrc --netrc-optional --npn -N --progress-meter --ntlm --ntlm-wb -Z --parallel --parallel-immediate --post301 --post302 --post303 -#
  --progress-bar --proxy-anyauth --proxy-basic --proxy-ca-native --proxy-digest --proxy-http2 --proxy-insecure --proxy-negotiate --proxy-ntlm
  --proxy-ssl-allow-beast --proxy-ssl-auto-client-cert --proxy-tlsv1 -p --proxytunnel --raw -J --remote-header-name -O --remote-name --remote-name-all
  -R --remote-time --remove-on-error --retry-all-errors --retry-connrefused --sasl-ir --sessionid -S --show-error -s --silent --skip-existing
  --socks5-basic --socks5-gssapi --socks5-gssapi-nec --ssl --ssl-allow-beast --ssl-auto-client-cert --ssl-no-revoke --ssl-reqd --ssl-revoke-best-effort
  -2 --sslv2 -3 --sslv3 --styled-output --suppress-connect-headers --tcp-fastopen --tcp-nodelay --tftp-no-options --tls-earlydata -1 --tlsv1 --tlsv1.0
  --tlsv1.1 --tlsv1.2 --tlsv1.3 --tr-encoding --trace-ids --trace-time -B --use-ascii -v --verbose --xattr
`);

function flags(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}
