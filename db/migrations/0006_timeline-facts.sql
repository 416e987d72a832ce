ALTER TABLE "updates" ALTER COLUMN "body" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "updates" ADD COLUMN "facts" jsonb;--> statement-breakpoint
-- The one server of a post that is called so, as Markdown shows its label; null when there is none, or several.
CREATE FUNCTION timeline_server(post text, name text) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN count(*) = 1 THEN jsonb_agg(jsonb_build_object('id', servers.id, 'label', servers.label)) -> 0 END
  FROM affected_servers JOIN servers ON servers.id = affected_servers.server_id
  WHERE affected_servers.post_id = post
    AND regexp_replace(servers.label, '([\\`*_{}[\]<>~|])', '\\\1', 'g') = name
$$;--> statement-breakpoint
-- "a", "a and b", "a, b and c", "a, b and 5 more servers"; null when a name is no server of the post.
CREATE FUNCTION timeline_servers(post text, names text, is_one boolean) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  found jsonb := timeline_server(post, names);
  parts text[];
  part text;
  more int := 0;
BEGIN
  IF is_one THEN
    RETURN CASE WHEN found IS NOT NULL THEN jsonb_build_object('servers', jsonb_build_array(found), 'more', 0) END;
  END IF;
  parts := regexp_match(names, '^(.*) and ([1-9][0-9]{0,2}) more servers$');
  IF parts IS NOT NULL THEN
    more := parts[2]::int;
    parts := string_to_array(parts[1], ', ');
    IF cardinality(parts) <> 2 OR more < 2 THEN RETURN NULL; END IF;
  ELSE
    parts := regexp_match(names, '^(.*) and (.*)$');
    IF parts IS NULL THEN RETURN NULL; END IF;
    parts := string_to_array(parts[1], ', ') || parts[2];
    IF cardinality(parts) NOT IN (2, 3) THEN RETURN NULL; END IF;
  END IF;
  found := '[]';
  FOREACH part IN ARRAY parts LOOP
    IF timeline_server(post, part) IS NULL THEN RETURN NULL; END IF;
    found := found || jsonb_build_array(timeline_server(post, part));
  END LOOP;
  RETURN jsonb_build_object('servers', found, 'more', more);
END $$;--> statement-breakpoint
-- "18 minutes", "1 hour 35 minutes", "2 days 4 hours": how long it was between two moments as readers see them.
CREATE FUNCTION timeline_duration(began text, ended text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  minutes int := greatest(1, (floor(extract(epoch FROM ended::timestamptz) / 60) - floor(extract(epoch FROM began::timestamptz) / 60))::int);
  big int;
  small int;
BEGIN
  IF minutes < 60 THEN RETURN minutes || CASE minutes WHEN 1 THEN ' minute' ELSE ' minutes' END; END IF;
  IF minutes < 1440 THEN
    big := minutes / 60;
    small := minutes % 60;
    RETURN big || CASE big WHEN 1 THEN ' hour' ELSE ' hours' END
      || CASE small WHEN 0 THEN '' WHEN 1 THEN ' 1 minute' ELSE ' ' || small || ' minutes' END;
  END IF;
  big := minutes / 1440;
  small := minutes / 60 % 24;
  -- From 1,000 on the number is written otherwise today.
  IF big > 999 THEN RETURN NULL; END IF;
  RETURN big || CASE big WHEN 1 THEN ' day' ELSE ' days' END
    || CASE small WHEN 0 THEN '' WHEN 1 THEN ' 1 hour' ELSE ' ' || small || ' hours' END;
END $$;--> statement-breakpoint
-- "web12 was down from … to … (17 minutes)"
CREATE FUNCTION timeline_past(post text, line text) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  parts text[] := regexp_match(line, '^(.+) was (down|partly down|slow|being checked|without data|under maintenance|fine|in trouble) from <Timestamp at="(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)" /> to <Timestamp at="(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)" /> \(([a-z0-9 ]+)\)$');
  found jsonb;
BEGIN
  IF parts IS NULL OR timeline_duration(parts[3], parts[4]) IS DISTINCT FROM parts[5] THEN RETURN NULL; END IF;
  found := timeline_server(post, parts[1]);
  RETURN found || jsonb_build_object('condition', replace(parts[2], ' ', '_'), 'since', parts[3], 'until', parts[4]);
END $$;--> statement-breakpoint
CREATE FUNCTION timeline_over(post text, body text) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  parts text[] := regexp_match(body, '^All clear: (.+)\. This incident is over\.$');
  found jsonb := '[]';
  more int := 0;
  line text;
BEGIN
  IF parts IS NOT NULL THEN
    RETURN jsonb_build_object('is', 'over', 'servers', jsonb_build_array(timeline_past(post, parts[1])), 'more', 0);
  END IF;
  parts := regexp_match(body, '^All clear\. This incident is over\.\n\n- (.+)$');
  IF parts IS NULL THEN RETURN NULL; END IF;
  FOREACH line IN ARRAY string_to_array(parts[1], E'\n- ') LOOP
    IF more > 0 THEN RETURN NULL; END IF;
    parts := regexp_match(line, '^and ([1-9][0-9]{0,2}) more servers$');
    IF parts IS NOT NULL THEN
      more := parts[1]::int;
      -- "1 more servers" is not said any more.
      IF more < 2 THEN RETURN NULL; END IF;
    ELSE
      found := found || jsonb_build_array(timeline_past(post, line));
    END IF;
  END LOOP;
  IF jsonb_array_length(found) < 2 THEN RETURN NULL; END IF;
  RETURN jsonb_build_object('is', 'over', 'servers', found, 'more', more);
END $$;--> statement-breakpoint
CREATE FUNCTION timeline_change(post text, body text) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  began jsonb := '[]';
  worsened jsonb := '[]';
  intermittent jsonb := '[]';
  recovered jsonb := 'null';
  is_opening boolean := false;
  rest text := body;
  -- Sentences stand in this order: 1 began, 2 worsened, 3 intermittent, 4 recovered, 5 alerted.
  place int := 1;
  parts text[];
  found jsonb;
BEGIN
  WHILE rest <> '' LOOP
    IF place < 5 AND rest = 'We have been alerted.' THEN
      is_opening := true;
      place := 5;
      EXIT;
    END IF;
    parts := regexp_match(rest, '^(.+?) (is|are) (down|partly down|intermittently down|slow|intermittently slow|being checked|without data|under maintenance|fine)( now)?\.(?: (.+))?$');
    IF parts IS NOT NULL AND place <= (CASE WHEN parts[4] IS NULL THEN 1 ELSE 2 END) THEN
      found := timeline_servers(post, parts[1], parts[2] = 'is') || jsonb_build_object('condition', replace(parts[3], ' ', '_'));
      IF parts[4] IS NULL THEN
        began := began || jsonb_build_array(found);
      ELSE
        place := 2;
        worsened := worsened || jsonb_build_array(found);
      END IF;
      rest := coalesce(parts[5], '');
    ELSE
      parts := regexp_match(rest, '^(.+?) (is|are) (intermittently down|intermittently slow|being checked|without data): (it fails and recovers by turns\. We write again when it is stable|they fail and recover by turns\. We write again when they are stable)\.(?: (.+))?$');
      IF parts IS NOT NULL AND place <= 3 AND (parts[2] = 'is') = starts_with(parts[4], 'it ') THEN
        place := 3;
        found := timeline_servers(post, parts[1], parts[2] = 'is') || jsonb_build_object('condition', replace(parts[3], ' ', '_'));
        intermittent := intermittent || jsonb_build_array(found);
        rest := coalesce(parts[5], '');
      ELSE
        parts := regexp_match(rest, '^(.+?) (has|have) recovered\. We keep watching before we call it over\.(?: (.+))?$');
        IF parts IS NULL OR place > 3 THEN RETURN NULL; END IF;
        place := 4;
        found := timeline_servers(post, parts[1], parts[2] = 'has');
        recovered := found;
        rest := coalesce(parts[3], '');
      END IF;
    END IF;
    IF found IS NULL THEN RETURN NULL; END IF;
  END LOOP;
  RETURN jsonb_build_object('is', 'change', 'began', began, 'worsened', worsened, 'intermittent', intermittent,
    'recovered', recovered, 'isOpening', is_opening);
END $$;--> statement-breakpoint
-- What is not recognised whole keeps its words.
UPDATE updates SET facts = converted.facts, body = NULL
FROM (
  SELECT updates.id, coalesce(timeline_over(post_id, updates.body), timeline_change(post_id, updates.body)) AS facts
  FROM updates JOIN posts ON posts.id = updates.post_id
  WHERE person_id IS NULL AND posts.kind = 'incident' AND updates.body <> ''
) AS converted
WHERE converted.id = updates.id AND converted.facts IS NOT NULL
  AND NOT coalesce(converted.facts -> 'servers' @> '[null]', false);--> statement-breakpoint
DROP FUNCTION timeline_change(text, text);--> statement-breakpoint
DROP FUNCTION timeline_over(text, text);--> statement-breakpoint
DROP FUNCTION timeline_past(text, text);--> statement-breakpoint
DROP FUNCTION timeline_duration(text, text);--> statement-breakpoint
DROP FUNCTION timeline_servers(text, text, boolean);--> statement-breakpoint
DROP FUNCTION timeline_server(text, text);--> statement-breakpoint
ALTER TABLE "updates" ADD CONSTRAINT "updates_body_or_facts" CHECK (num_nonnulls(body, facts) = 1);
