vcl 4.1;

# /etc/varnish/default.vcl: Varnish 7, in front of one process or several, which run with TRUSTED_PROXIES=1. What ends TLS before
# it hands on by the PROXY protocol (hitch, or a stream block of nginx), so that Varnish sees the readers' own addresses:
# varnishd -a 127.0.0.1:6081,PROXY -f /etc/varnish/default.vcl -s malloc,256m -p thread_pool_max=5000

import std;

# Who may forget what is kept.
acl forgetters {
  "localhost";
}

probe alive {
  .url = "/healthz";
  .interval = 1s;
  .timeout = 2s;
  .window = 3;
  .threshold = 2;
  .initial = 2;
}

backend allclear {
  .host = "127.0.0.1";
  .port = "3000";
  .connect_timeout = 2s;
  .first_byte_timeout = 60s;
  .between_bytes_timeout = 60s;
  .probe = alive;
}

sub vcl_recv {
  # As long as the site answers, nothing is given out that is older than a moment; while it does not, for an hour.
  if (req.restarts == 0 && std.healthy(req.backend_hint)) {
    set req.grace = 1s;
  } else {
    set req.grace = 1h;
  }
  if (req.method == "BAN") {
    if (client.ip !~ forgetters) {
      return (synth(405));
    }
    # As in: curl -X BAN -H "xkey: servers/web07.example.net" http://127.0.0.1:6081/
    if (req.http.xkey !~ "^[A-Za-z0-9._/-]+$" || !std.ban("obj.http.xkey ~ (^|\s)" + regsuball(req.http.xkey, "\.", "[.]") + "(\s|$)")) {
      return (synth(400));
    }
    return (synth(200));
  }
  set req.http.Host = std.tolower(req.http.Host);
  set req.http.X-Forwarded-Host = req.http.Host;
  set req.http.X-Forwarded-Proto = "https";

  if (req.method != "GET" && req.method != "HEAD") {
    return (pass);
  }
  # Alerts, forms, the desk and streams go to the site at once. The documents of programs are below /api/v2/.
  if (req.http.Authorization || req.url ~ "^/(api/(?!v2/)|mcp(\?|$)|desk(/|\?|$)|agent/|live(\?|$))") {
    return (pass);
  }
  # What only says where a reader comes from is left out, so that a link that is passed around finds the kept page.
  if (req.url ~ "(?i)\?((utm_\w+|fbclid|gclid|msclkid|mc_cid|mc_eid)=[^&]*(&|$))+$") {
    set req.url = regsub(req.url, "\?.*$", "");
  }
  # Where the site offers several languages, the board alone leads browsers on to the one that they prefer, or that their reader has
  # chosen, and says that it varies by it. Only the first languages count, so that no more forms of it are kept than are needed.
  if (req.url == "/") {
    if (req.http.Cookie ~ "(^|;\s*)allclear-language=[a-z][a-z]\b") {
      set req.http.Accept-Language = regsub(req.http.Cookie, "^(?:.*;)?\s*allclear-language=([a-z][a-z]).*$", "\1");
    } elsif (req.http.Accept-Language ~ "(?i)^\s*[a-z][a-z](?![a-z])") {
      set req.http.Accept-Language = std.tolower(regsub(req.http.Accept-Language, "(?i)^\s*([a-z][a-z])[^,]*(?:,\s*([a-z][a-z])(?![a-z])[^,]*)?(?:,\s*([a-z][a-z])(?![a-z])[^,]*)?(?:,\s*([a-z][a-z])(?![a-z])[^,]*)?.*$", "\1,\2,\3,\4"));
    } else {
      unset req.http.Accept-Language;
    }
  }
  # Cookies go along, because they open a site that is not for everybody. What is kept depends on none: the answer says so.
  return (hash);
}

sub vcl_backend_response {
  if (beresp.http.Cache-Control ~ "s-maxage" && beresp.status == 200) {
    set beresp.grace = 1h;
  } else {
    set beresp.grace = 0s;
  }
  # What is asked for behind a reader's back and fails leaves the kept page as it is.
  if (bereq.is_bgfetch && beresp.status >= 500) {
    return (abandon);
  }
}

sub vcl_deliver {
  # The site has stopped answering, and the probe has not noticed yet: once more, for what was kept.
  if (resp.status >= 502 && resp.status <= 504 && req.restarts == 0 && (req.method == "GET" || req.method == "HEAD")) {
    return (restart);
  }
  unset resp.http.xkey;
  unset resp.http.Surrogate-Key;
  unset resp.http.Cache-Tag;
  unset resp.http.X-Accel-Expires;
  unset resp.http.X-Varnish;
  unset resp.http.Via;
  if (obj.hits > 0) {
    set resp.http.X-Cache = "HIT";
  } else {
    set resp.http.X-Cache = "MISS";
  }
}
