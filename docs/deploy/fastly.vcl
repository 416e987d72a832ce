# A whole VCL for Fastly (Custom VCL, main file), whose origin F_allclear is the site's own address by TLS, with shielding off and
# the host of the site as override host. The site runs with TRUSTED_PROXIES=1, and a firewall lets none but Fastly reach it.
# Lifetimes, staleness and Surrogate-Key are read from what the site says. Forgetting by a key, which is never needed for
# what is new, is: curl -X POST -H "Fastly-Key: <token>" https://api.fastly.com/service/<service id>/purge/servers%2Fweb07.example.net

sub vcl_recv {
  #FASTLY recv

  # The site reads the address of the reader from the end of this list.
  set req.http.X-Forwarded-For = req.http.Fastly-Client-IP;
  set req.http.X-Forwarded-Host = req.http.host;
  set req.http.X-Forwarded-Proto = "https";
  if (!req.http.Fastly-SSL) {
    error 801;
  }

  if (req.method != "GET" && req.method != "HEAD" && req.method != "FASTLYPURGE") {
    return(pass);
  }
  # Alerts, forms, the desk and streams go to the site at once. The documents of programs are below /api/v2/.
  if (req.http.Authorization || req.url.path ~ "^/(api/(?!v2/)|mcp$|desk(/|$)|agent/|live$)") {
    return(pass);
  }
  # What only says where a reader comes from is left out, so that a link that is passed around finds the kept page.
  set req.url = querystring.regfilter(req.url, "(?i)^(utm_\w+|fbclid|gclid|msclkid|mc_cid|mc_eid)$");
  # Where the site offers several languages, the board alone leads browsers on to the one that they prefer, or that their reader has
  # chosen, and says that it varies by it. Only the first languages count, so that no more forms of it are kept than are needed.
  if (req.url == "/") {
    if (req.http.Cookie:allclear-language ~ "^[a-z][a-z]$") {
      set req.http.Accept-Language = req.http.Cookie:allclear-language;
    } else if (req.http.Accept-Language ~ "(?i)^\s*[a-z][a-z](?![a-z])") {
      set req.http.Accept-Language = std.tolower(regsub(req.http.Accept-Language, "(?i)^\s*([a-z][a-z])[^,]*(?:,\s*([a-z][a-z])(?![a-z])[^,]*)?(?:,\s*([a-z][a-z])(?![a-z])[^,]*)?(?:,\s*([a-z][a-z])(?![a-z])[^,]*)?.*$", "\1,\2,\3,\4"));
    } else {
      unset req.http.Accept-Language;
    }
  }
  # Cookies go along, because they open a site that is not for everybody. What is kept depends on none: the answer says so.
  return(lookup);
}

sub vcl_fetch {
  # What fails leaves the kept page as it is.
  if (beresp.status >= 500 && beresp.status < 600 && stale.exists) {
    return(deliver_stale);
  }

  #FASTLY fetch

  if (beresp.status != 200 || beresp.http.Cache-Control ~ "(?i)private|no-store|no-cache" || beresp.http.Set-Cookie) {
    return(pass);
  }
  return(deliver);
}

sub vcl_hit {
  #FASTLY hit
  return(deliver);
}

sub vcl_miss {
  #FASTLY miss
  return(fetch);
}

sub vcl_pass {
  #FASTLY pass
  return(pass);
}

sub vcl_error {
  #FASTLY error
  # The site does not answer at all.
  if (obj.status >= 500 && obj.status < 600 && stale.exists) {
    return(deliver_stale);
  }
  if (obj.status == 801) {
    set obj.status = 301;
    set obj.response = "Moved Permanently";
    set obj.http.Location = "https://" req.http.host req.url;
    synthetic {""};
    return(deliver);
  }
  return(deliver);
}

sub vcl_deliver {
  #FASTLY deliver
  unset resp.http.Cache-Tag;
  unset resp.http.xkey;
  unset resp.http.X-Accel-Expires;
  return(deliver);
}

sub vcl_hash {
  #FASTLY hash
  set req.hash += req.url;
  set req.hash += req.http.host;
  return(hash);
}

sub vcl_log {
  #FASTLY log
}
